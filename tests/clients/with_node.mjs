// openai-node: chat completions whole and streamed, responses, the class of a refusal.
import OpenAI from "openai";

const messages = [{ role: "user", content: "Write a haiku about AI." }];
const client = new OpenAI();
const whole = await client.chat.completions.create({ model: "gpt-4o", messages });
const haiku = whole.choices[0].message.content;
let streamed = "";
for await (const chunk of await client.chat.completions.create({ model: "gpt-4o", messages, stream: true })) {
  streamed += chunk.choices[0].delta.content ?? "";
}
const response = await client.responses.create({ model: "gpt-4o", input: messages[0].content });
const refusal = await new OpenAI({ apiKey: "wrong" }).models.list().catch((error) => error);
if (streamed !== haiku || response.output_text !== haiku) throw new Error("the answers differ");
if (!(refusal instanceof OpenAI.AuthenticationError)) throw new Error("a wrong key was not refused");
console.log(haiku);
