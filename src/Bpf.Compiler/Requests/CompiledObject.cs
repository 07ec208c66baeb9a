namespace Bpf.Compiler;

/// <summary>One BPF object.</summary>
/// <param name="Name">Full name of the class, <c>Namespace.Class</c>; nested classes are separated by a dot too.</param>
/// <param name="Architecture">Target architecture.</param>
/// <param name="Bytes">The ELF file; empty when the request stopped after a pass.</param>
public sealed record CompiledObject(string Name, TargetArchitecture Architecture, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Name of the object file.</summary>
    public string FileName => $"{Name}.{Architecture.Name()}.bpf.o";

    /// <summary>LLVM IR after all passes, or after the pass that the request named; null unless requested.</summary>
    public string? LlvmText { get; init; }

    /// <summary>BPF assembly; null unless requested.</summary>
    public string? AssemblyText { get; init; }
}
