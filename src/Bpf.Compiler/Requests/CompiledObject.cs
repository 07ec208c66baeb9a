namespace Bpf.Compiler;

/// <summary>One BPF object.</summary>
/// <param name="Name">Full name of the class, <c>Namespace.Class</c>; a nested class has a dot too.</param>
/// <param name="Architecture">Target architecture.</param>
/// <param name="Bytes">The ELF file.</param>
public sealed record CompiledObject(string Name, TargetArchitecture Architecture, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Name of the file that holds the object.</summary>
    public string FileName => $"{Name}.{Architecture.Name()}.bpf.o";

    /// <summary>Optimised LLVM IR, when the request asked for text.</summary>
    public string? LlvmText { get; init; }

    /// <summary>BPF assembly, when the request asked for text.</summary>
    public string? AssemblyText { get; init; }
}
