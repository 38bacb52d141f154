/*
 * Run All goes on behind an error that a lesson shows on purpose, as it does in Jupyter: a cell with the tag
 * `raises-exception` asks the kernel not to stop on its error. JupyterLite's stops all the same, and drops the cells
 * that wait; only behind an interruption it leaves them to the kernel. So such an error's reply says that here.
 * An error that only says what needs the installed course is expected, too.
 */
const NEEDS_INSTALLED_COURSE = /\b(NotInPage|NoPackage|NoProgram)Error\b/;

export function goOnBehindExpectedErrors(specs) {
  const ours = new Set();
  const stand = () => {
    for (const [name, create] of specs.factories) {
      if (!ours.has(create)) {
        const instead = options => createForgiving(create, options);
        ours.add(instead);
        specs.factories.set(name, instead);
      }
    }
  };
  specs.changed.connect(stand);
  stand();
}

async function createForgiving(create, options) {
  const expecting = new Set();
  const sendMessage = message => {
    const isReply = message.header.msg_type === 'execute_reply';
    const wasExpected = isReply && expecting.delete(message.parent_header.msg_id);
    const expected = wasExpected || (isReply && NEEDS_INSTALLED_COURSE.test(message.content.ename));
    options.sendMessage(expected ? { ...message, metadata: { ...message.metadata, cause: 'interrupt' } } : message);
  };
  const kernel = await create({ ...options, sendMessage });
  const handle = kernel.handleMessage.bind(kernel);
  kernel.handleMessage = message => {
    if (message.header.msg_type === 'execute_request' && message.content.stop_on_error === false) {
      expecting.add(message.header.msg_id);
    }
    return handle(message);
  };
  return kernel;
}
