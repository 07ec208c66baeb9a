using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>A method with a program attribute.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">What kind of program it is.</param>
/// <param name="Name">Symbol name in the object.</param>
/// <param name="Section">Section name in the object.</param>
/// <param name="Records">Its probes, when the section name has no room for them; empty otherwise.</param>
internal sealed record ProgramDeclaration(MethodDesc Method, ProgramKind Kind, string Name, string Section, AttachRecord[] Records)
{
    /// <summary>False for a program that is loaded only when the host asks for it.</summary>
    public bool IsLoaded { get; init; } = true;

    /// <summary>It may sleep.</summary>
    public bool IsSleepable { get; init; }

    /// <summary>A probe of it has a cookie.</summary>
    public bool HasCookie { get; init; }
}
