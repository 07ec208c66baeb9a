namespace Bpf.Compiler;

/// <summary>The objects compiled from an assembly, and all diagnostics.</summary>
/// <param name="Objects">The objects; empty when there was an error.</param>
/// <param name="Diagnostics">Errors and warnings in source order.</param>
public sealed record CompilationResult(IReadOnlyList<CompiledObject> Objects, IReadOnlyList<CompilerDiagnostic> Diagnostics)
{
    /// <summary>True when there was no error.</summary>
    public bool Succeeded => Diagnostics.All(diagnostic => !diagnostic.IsError);

    /// <summary>
    /// The assemblies that were opened, and the source files, as the PDB names them, of the methods whose IL was read. The result does not depend on any other
    /// methods or files.
    /// </summary>
    public IReadOnlyCollection<string> FilesRead { get; init; } = [];
}
