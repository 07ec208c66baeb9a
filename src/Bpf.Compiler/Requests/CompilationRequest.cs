namespace Bpf.Compiler;

/// <summary>What to compile and how.</summary>
public sealed class CompilationRequest
{
    /// <summary>The assembly with the <c>[BpfObject]</c> classes; its PDB lies beside it or inside it.</summary>
    public required string AssemblyPath { get; init; }

    /// <summary>
    /// The assemblies that <see cref="AssemblyPath"/> refers to; one that is not listed is looked for in the framework, then beside it. Reference
    /// assemblies have no method bodies; they are replaced by the assembly of the same name beside the running framework where there is one.
    /// </summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// Directory with the implementation of the framework, including System.Private.CoreLib.dll; null for that of the running process, which a
    /// compiler published as native code does not have.
    /// </summary>
    public string? FrameworkDirectory { get; init; }

    /// <summary>One object is written for each class and architecture.</summary>
    public IReadOnlyList<TargetArchitecture> Architectures { get; init; } = TargetArchitectures.All;

    /// <summary>BPF instruction set: <c>v1</c> to <c>v4</c>.</summary>
    public string Cpu { get; init; } = "v3";

    /// <summary>LLVM pass pipeline, one of the <c>default&lt;…&gt;</c> family: only those contain the passes that lower CO-RE accesses.</summary>
    public string Pipeline { get; init; } = "default<O2>";

    /// <summary>The oldest kernel that the objects must run on; null skips the check.</summary>
    public Version? MinimumKernel { get; init; }

    /// <summary>Path of the libLLVM shared library to use; null searches for one. A process uses the first libLLVM that it loads.</summary>
    public string? LlvmPath { get; init; }

    /// <summary>
    /// Directory that source paths in the object are relative to. LLVM reads source text for line information through these relative
    /// paths, so the process should run in this directory. Null leaves the paths as the PDB has them.
    /// </summary>
    public string? SourceRoot { get; init; }

    /// <summary>Whether to also return the LLVM IR and the assembly text of every object.</summary>
    public bool EmitText { get; init; }

    /// <summary>
    /// Stops after a pass, and returns only the LLVM IR of every object: the name of one of the passes that <c>bpfc --help</c> lists, or
    /// <c>import</c> for the IR before any pass. Null compiles to the end.
    /// </summary>
    public string? AfterPass { get; init; }

    /// <summary>Receives the IL of every compiled method, as text.</summary>
    public Action<string>? IntermediateLanguage { get; init; }

    /// <summary>Receives one line for each step before it starts: if native code ends the process, the last line says where.</summary>
    public Action<string>? Progress { get; init; }
}
