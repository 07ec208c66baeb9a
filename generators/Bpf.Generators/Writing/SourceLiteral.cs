using System.Security;
using Microsoft.CodeAnalysis.CSharp;

namespace Bpf.Generators.Writing;

/// <summary>Formats values for the generated source.</summary>
internal static class SourceLiteral
{
    /// <summary>Formats a quoted and escaped string literal.</summary>
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Escapes text for an XML comment, on one line.</summary>
    public static string Xml(string text) => SecurityElement.Escape(SymbolDisplay.FormatLiteral(text, quote: false)) ?? "";
}
