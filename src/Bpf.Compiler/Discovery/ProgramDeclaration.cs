using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>A method with a program attribute.</summary>
/// <param name="Method">The method.</param>
/// <param name="Kind">The kind of program.</param>
/// <param name="Name">Symbol name in the object.</param>
/// <param name="Section">Section name in the object.</param>
/// <param name="Records">The probes, when they do not fit in the section name; empty otherwise.</param>
internal sealed record ProgramDeclaration(MethodDesc Method, ProgramKind Kind, string Name, string Section, AttachRecord[] Records)
{
    /// <summary>The targets of its attributes, as far as they have one.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>First part of the section name, without target and flags: the key of what the program needs of the kernel.</summary>
    public required string KindSection { get; init; }

    /// <summary>False for a program that is loaded only when the host asks for it.</summary>
    public bool IsLoaded { get; init; } = true;

    /// <summary>True for a sleepable program.</summary>
    public bool IsSleepable { get; init; }

    /// <summary>The result when a framework check fails; null when none is declared.</summary>
    public ExceptionResult? ExceptionResult { get; init; }

    /// <summary>True when one of its probes has a cookie.</summary>
    public bool HasCookie { get; init; }
}
