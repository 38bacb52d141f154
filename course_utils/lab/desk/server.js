/* The course's own server extension, asked from the page. */

export class Stopped extends Error {}

/** Ask `course/api/WHAT`; with `body` as a POST. A refusal is thrown with its sentence. */
export async function ask(lab, what, body) {
  const { ServerConnection } = lab.services;
  const settings = ServerConnection.makeSettings();
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : { cache: 'no-store' };
  let response;
  try {
    response = await ServerConnection.makeRequest(`${settings.baseUrl}course/api/${what}`, init, settings);
  } catch (error) {
    throw new Stopped(error.message);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.message || `The course's server answered ${response.status}.`);
  }
  return answer;
}
