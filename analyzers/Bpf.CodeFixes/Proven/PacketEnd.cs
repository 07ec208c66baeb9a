using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>How code compares with the end of the packet.</summary>
/// <param name="Text">The end: a variable, or a member of the context.</param>
/// <param name="Exit">What the last comparison before returns; null without one.</param>
internal sealed record PacketEnd(string Text, string? Exit)
{
    /// <summary>Returns the end of the packet at a place; null where there is no context.</summary>
    public static PacketEnd? At(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        string? variable = method.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .LastOrDefault(declared => declared.Span.End <= place.Node.SpanStart && IsEnd(declared.Initializer?.Value) && IsVisible(declared, place))?
            .Identifier.Text;
        string? context = place.Model.GetDeclaredSymbol(method, place.Cancellation)?.Parameters
            .FirstOrDefault(static parameter => parameter.Type.GetMembers("DataEnd").OfType<IPropertySymbol>().Any())?.Name;
        if (variable is null && context is null)
        {
            return null;
        }

        string end = variable ?? $"{context}.DataEnd";
        string? exit = method.DescendantNodes().OfType<IfStatementSyntax>()
            .LastOrDefault(test => test.Span.End <= place.Node.SpanStart && Mentions(test.Condition, variable) && ExitOf(test) is not null) is { } last
            ? ExitOf(last) : null;
        return new PacketEnd(end, exit);
    }

    /// <summary>Returns true for the end of the packet as the context tells it.</summary>
    public static bool IsEnd(ExpressionSyntax? value) => value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DataEnd" };

    /// <summary>Returns the statement with which a test leaves the method; null when it does not return a constant.</summary>
    public static string? ExitOf(IfStatementSyntax test)
        => (test.Statement is BlockSyntax { Statements: { Count: 1 } single } ? single[0] : test.Statement) is ReturnStatementSyntax exit
            && exit.Expression is null or LiteralExpressionSyntax or MemberAccessExpressionSyntax or PrefixUnaryExpressionSyntax ? exit.ToString() : null;

    private static bool Mentions(ExpressionSyntax condition, string? variable)
        => condition.DescendantTokens().Any(token => token.ValueText == "DataEnd" || token.ValueText == variable);

    private static bool IsVisible(VariableDeclaratorSyntax declared, FixPlace place)
        => place.Model.LookupSymbols(place.Node.SpanStart, name: declared.Identifier.ValueText).OfType<ILocalSymbol>().Any();
}
