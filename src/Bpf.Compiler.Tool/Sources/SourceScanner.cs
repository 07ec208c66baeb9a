using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>Builds the table of the current sources.</summary>
internal sealed class SourceScanner(string[] symbols, string languageVersion)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CSharpParseOptions _options = new(
        LanguageVersionFacts.TryParse(languageVersion, out LanguageVersion version) ? version : LanguageVersion.Default,
        preprocessorSymbols: symbols);

    /// <summary>Reads the files.</summary>
    /// <param name="paths">Full paths in the order in which they are compiled.</param>
    /// <param name="known">An older table; unchanged files are not parsed again.</param>
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
            // The C# compiler will report the problem.
            return new(path, "", "", "");
        }

        string content = Convert.ToHexString(SHA256.HashData(bytes));
        return known is { } old && old.Content == content ? old : Parse(path, content, bytes);
    }

    private SourceFile Parse(string path, string content, byte[] bytes)
    {
        SourceFile whole = new(path, content, content, "");
        string text;
        try
        {
            text = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return whole; // in another encoding different texts could look equal
        }

        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(text, _options).GetCompilationUnitRoot();
        if (root.ContainsDiagnostics)
        {
            return whole;
        }

        // Line directives attribute methods to another file.
        bool isElsewhere = root.ContainsDirectives && root.DescendantTrivia().Any(trivia => trivia.GetStructure() is LineOrSpanDirectiveTriviaSyntax);
        return new(path, content, isElsewhere ? content : SourceSurface.Hash([root]), DeclarationReader.Read(root, isElsewhere).ToString());
    }
}
