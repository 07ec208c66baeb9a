using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>A method with a program attribute.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">What kind of program it is.</param>
/// <param name="Name">Symbol name in the object.</param>
/// <param name="Section">Section name in the object.</param>
/// <param name="Records">Its probes, when the section name has no room for them; empty otherwise.</param>
internal sealed record ProgramDeclaration(MethodDesc Method, ProgramKind Kind, string Name, string Section, AttachRecord[] Records);
