// Writes the messages of @livekit/protocol as a FileDescriptorSet that protoc turns into C++:
//   node make_descriptors.mjs OUT.pb livekit_rtc livekit_room ...
// The package has no .proto files, but its classes carry all field metadata at run time. Options,
// `reserved` and services are not among it. Only the named files and what they import are written.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type, FieldOptions, FileDescriptorProto, FileDescriptorSet,
  OneofDescriptorProto, proto3,
} from '@bufbuild/protobuf';

const [out, ...roots] = process.argv.slice(2);
const gen = join(dirname(createRequire(import.meta.url).resolve('@livekit/protocol')), '../src/gen');
const sources = readdirSync(gen, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? readdirSync(join(gen, entry.name)).map((name) => join(entry.name, name)) : [entry.name],
).filter((name) => name.endsWith('_pb.js'));

const files = new Map(); // proto file name -> FileDescriptorProto
const owners = new Map(); // full type name -> proto file name
const messages = new Map(); // full type name -> DescriptorProto
const found = []; // { type, file, isEnum }

for (const source of sources) {
  const path = join(gen, source);
  const header = /generated from file (\S+) \(package (\S+), syntax (\S+)\)/.exec(readFileSync(path, 'utf8'));
  if (header?.[3] !== 'proto3') throw new Error(`${source}: not the generated proto3 file it should be`);
  const file = new FileDescriptorProto({ name: header[1], package: header[2], syntax: 'proto3' });
  files.set(file.name, file);
  for (const value of Object.values(await import(pathToFileURL(path).href))) {
    const isEnum = typeof value !== 'function';
    const type = isEnum ? proto3.getEnumType(value) : value;
    owners.set(type.typeName, file.name);
    found.push({ type, file, isEnum });
  }
}

const pascal = (name) => name.replace(/(?:^|_)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const scalarOrRef = ({ kind, T }) =>
  kind === 'scalar' ? { type: T } // ScalarType has the numbers of FieldDescriptorProto.Type
    : { type: kind === 'enum' ? Type.ENUM : Type.MESSAGE, typeName: `.${T.typeName}` };

function depend(file, value) {
  if (value.kind === 'scalar') return;
  const owner = owners.get(value.T.typeName) // else a well-known type, one to a file
    ?? `google/protobuf/${value.T.typeName.split('.').pop().toLowerCase()}.proto`;
  if (owner !== file.name && !file.dependency.includes(owner)) file.dependency.push(owner);
}

function mapEntry(message, field) {
  const name = `${pascal(field.name)}Entry`;
  message.nestedType.push(new DescriptorProto({
    name,
    options: { mapEntry: true },
    field: [
      { name: 'key', number: 1, label: Label.OPTIONAL, type: field.K, jsonName: 'key' },
      { name: 'value', number: 2, label: Label.OPTIONAL, jsonName: 'value', ...scalarOrRef(field.V) },
    ],
  }));
  return { label: Label.REPEATED, type: Type.MESSAGE, typeName: `.${message.fullName}.${name}` };
}

function addField(file, message, field, synthetic) {
  depend(file, field.kind === 'map' ? field.V : field);
  const shape = field.kind === 'map' ? mapEntry(message, field)
    : { label: field.repeated ? Label.REPEATED : Label.OPTIONAL, ...scalarOrRef(field) };
  const made = new FieldDescriptorProto({ name: field.name, number: field.no, jsonName: field.jsonName, ...shape });
  // proto3 packs by default; said only where the source says no, never on strings and bytes.
  if (field.repeated && field.packed === false && field.kind !== 'message'
      && made.type !== Type.STRING && made.type !== Type.BYTES) made.options = new FieldOptions({ packed: false });
  if (field.oneof) made.oneofIndex = message.oneofDecl.findIndex((one) => one.name === field.oneof.name);
  else if (field.opt) synthetic.push(made);
  message.field.push(made);
}

function fillMessage({ type, file }) {
  const message = messages.get(type.typeName);
  message.oneofDecl = type.fields.byMember().filter((member) => member.kind === 'oneof')
    .map(({ name }) => new OneofDescriptorProto({ name }));
  const synthetic = [];
  for (const field of type.fields.list()) addField(file, message, field, synthetic);
  for (const field of synthetic) { // `optional` is a oneof of its own, after the real ones
    field.proto3Optional = true;
    field.oneofIndex = message.oneofDecl.push(new OneofDescriptorProto({ name: `_${field.name}` })) - 1;
  }
}

function makeEnum(type, name) {
  const aliases = new Set(type.values.map(({ no }) => no)).size < type.values.length;
  return new EnumDescriptorProto({
    name,
    value: type.values.map((value) => ({ name: value.name, number: value.no })),
    options: aliases ? { allowAlias: true } : undefined,
  });
}

// Parents before what is nested in them.
found.sort((a, b) => a.type.typeName.split('.').length - b.type.typeName.split('.').length);
for (const { type, file, isEnum } of found) {
  const [, scope, name] = /^(.*)\.([^.]+)$/.exec(type.typeName);
  const parent = messages.get(scope);
  if (isEnum) {
    (parent ?? file).enumType.push(makeEnum(type, name));
  } else {
    const message = Object.assign(new DescriptorProto({ name }), { fullName: type.typeName });
    messages.set(type.typeName, message);
    (parent?.nestedType ?? file.messageType).push(message);
  }
}
found.filter(({ isEnum }) => !isEnum).forEach(fillMessage);

const wanted = new Set();
function want(name) {
  if (wanted.has(name) || !files.has(name)) return;
  files.get(name).dependency.forEach(want);
  wanted.add(files.get(name).name);
}
roots.forEach((root) => {
  if (!files.has(`${root}.proto`)) throw new Error(`no file ${root}.proto in @livekit/protocol`);
  want(`${root}.proto`);
});
const set = new FileDescriptorSet({ file: [...wanted].map((name) => files.get(name)) });
writeFileSync(out, set.toBinary());
