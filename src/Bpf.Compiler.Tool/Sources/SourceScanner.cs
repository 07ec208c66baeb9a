using System.Security.Cryptography;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>Makes the table of the sources as they are now.</summary>
internal sealed class SourceScanner(string[] symbols, string languageVersion)
{
    private readonly SourceSurface _surface = new(new CSharpParseOptions(
        LanguageVersionFacts.TryParse(languageVersion, out LanguageVersion version) ? version : LanguageVersion.Default,
        preprocessorSymbols: symbols));

    /// <summary>Reads the files.</summary>
    /// <param name="paths">Full paths in the order in which they are compiled.</param>
    /// <param name="known">An older table: what is in it is not parsed again.</param>
    public SourceTable Scan(IEnumerable<string> paths, SourceTable known)
    {
        string options = $"{languageVersion} {string.Join(';', symbols)}";
        bool isSameLanguage = options == known.Options;
        return new(options, [.. paths.Select(path => Scan(path, isSameLanguage ? known.Find(path) : null))]);
    }

    private SourceFile Scan(string path, SourceFile? known)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The C# compiler will say what is wrong.
            return new(path, "", "");
        }

        string content = Convert.ToHexString(SHA256.HashData(bytes));
        return known is { } old && old.Content == content ? old : new(path, content, _surface.Hash(bytes) ?? content);
    }
}
