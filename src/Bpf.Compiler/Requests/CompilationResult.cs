namespace Bpf.Compiler;

/// <summary>The objects of an assembly and everything there is to say about it.</summary>
/// <param name="Objects">The objects; empty when there was an error.</param>
/// <param name="Diagnostics">Errors and warnings in source order.</param>
public sealed record CompilationResult(IReadOnlyList<CompiledObject> Objects, IReadOnlyList<CompilerDiagnostic> Diagnostics)
{
    /// <summary>True when there was no error.</summary>
    public bool Succeeded => Diagnostics.All(diagnostic => !diagnostic.IsError);

    /// <summary>
    /// The assemblies that were opened, and the source files, as the PDB names them, with the methods whose IL was read. Of all other methods and files the
    /// result does not depend.
    /// </summary>
    public IReadOnlyCollection<string> FilesRead { get; init; } = [];
}
