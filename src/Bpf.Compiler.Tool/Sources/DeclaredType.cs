namespace Bpf.Compiler.Tool.Sources;

/// <summary>A top-level type with everything in it.</summary>
/// <param name="Namespace">Full name of its namespace; empty for the global one.</param>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="Surface">Hash of its tokens without method bodies.</param>
/// <param name="Extensions">Names of its extension members.</param>
/// <param name="Names">The identifiers outside method bodies.</param>
internal sealed record DeclaredType(string Namespace, string Name, string Surface, IReadOnlyList<string> Extensions, IReadOnlyList<string> Names)
{
    /// <summary>Identifies a version of the type.</summary>
    public (string, string, string) Identity => (Namespace, Name, Surface);
}
