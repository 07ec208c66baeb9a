namespace Bpf.Compiler.Tool.Sources;

/// <summary>A type at the top of a file or namespace, with everything in it.</summary>
/// <param name="Namespace">Full name of its namespace; empty for the global one.</param>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="Surface">Hash of its tokens without the bodies of methods.</param>
/// <param name="Extensions">Names of the extension members in it.</param>
/// <param name="Names">The identifiers outside of bodies.</param>
internal sealed record DeclaredType(string Namespace, string Name, string Surface, IReadOnlyList<string> Extensions, IReadOnlyList<string> Names)
{
    /// <summary>What tells one version of a type from another.</summary>
    public (string, string, string) Identity => (Namespace, Name, Surface);
}
