using Microsoft.CodeAnalysis;

namespace Bpf.Generators.HotReload;

/// <summary>Hashes the tokens of a type, ignoring comments and white space (64-bit FNV-1a).</summary>
internal static class SourceFingerprint
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static ulong Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ulong hash = Basis;
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxToken token in declaration.GetSyntax(cancellation).DescendantTokens())
            {
                foreach (char character in token.Text)
                {
                    hash = Add(hash, character);
                }

                hash = Add(hash, '\n');
            }
        }

        return hash;
    }

    private static ulong Add(ulong hash, char character) => unchecked((hash ^ character) * Prime);
}
