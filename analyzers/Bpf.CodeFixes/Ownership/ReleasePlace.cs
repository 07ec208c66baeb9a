using Bpf.CodeFixes.Changes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>A place at which a release may be missing: in front of a statement that leaves the scope, or behind the last one.</summary>
internal sealed class ReleasePlace
{
    private readonly StatementSyntax _exit;
    private readonly StatementSyntax _statement;
    private readonly bool _isAfter;

    private ReleasePlace(StatementSyntax exit, StatementSyntax statement, bool isAfter)
    {
        _exit = exit;
        _statement = statement;
        _isAfter = isAfter;
    }

    /// <summary>What is written here.</summary>
    public ReleaseMode Mode { get; set; } = ReleaseMode.Plain;

    /// <summary>Where the call is in the changed document.</summary>
    public int Position { get; private set; }

    /// <summary>The place in front of a statement that leaves the scope, and of releases there of what was acquired before.</summary>
    public static ReleasePlace Before(StatementSyntax exit, ILocalSymbol? variable, OwnedMethod method)
    {
        StatementSyntax statement = exit;
        while (PreviousOf(statement) is { } previous && ReleasesEarlier(previous, variable, method))
        {
            statement = previous;
        }

        return new ReleasePlace(exit, statement, false);
    }

    /// <summary>The place behind the last statement of a block, but in front of releases there of what was acquired before.</summary>
    public static ReleasePlace After(StatementSyntax last, ILocalSymbol? variable, OwnedMethod method)
    {
        StatementSyntax statement = last;
        while (PreviousOf(statement) is { } previous && ReleasesEarlier(statement, variable, method))
        {
            statement = previous;
        }

        return new ReleasePlace(last, statement, true);
    }

    /// <summary>Returns the changes of a document that write the call at all places.</summary>
    public static IReadOnlyList<TextChange> ChangesAt(IEnumerable<ReleasePlace> places, ReleaseCall call, OwnedMethod method)
    {
        StatementText text = new(method.Text);
        HashSet<string> names = [.. method.Syntax.DescendantTokens().Select(static token => token.ValueText)];
        List<(TextChange Change, ReleasePlace? Place)> changes = [];
        foreach (ReleasePlace place in places.Where(static place => place.Mode != ReleaseMode.None))
        {
            changes.AddRange(place.Changes(text, call, method, names)
                .Select(change => (change, change.NewText!.Contains(call.Text) ? place : null)));
        }

        // At one position, what belongs to the statement before comes first, and of that what belongs to the inner statement: its brace, then its release.
        changes =
        [
            .. changes.OrderBy(static item => item.Change.Span.Start).ThenBy(static item => item.Place?._isAfter == false)
                .ThenByDescending(static item => item.Place?._statement.SpanStart ?? int.MaxValue),
        ];
        int shift = 0;
        foreach ((TextChange change, ReleasePlace? place) in changes)
        {
            if (place is not null)
            {
                place.Position = change.Span.Start + shift + change.NewText!.LastIndexOf(call.Text, StringComparison.Ordinal);
            }

            shift += change.NewText!.Length - change.Span.Length;
        }

        return [.. changes.Select(static item => item.Change)];
    }

    private IEnumerable<TextChange> Changes(StatementText text, ReleaseCall call, OwnedMethod method, HashSet<string> names)
    {
        string[] lines = Mode == ReleaseMode.Guarded ? [$"if ({call.Guard})", $"    {call.Text};"] : [$"{call.Text};"];
        if (_isAfter)
        {
            return text.After(_statement, lines);
        }

        if (_exit is not ReturnStatementSyntax { Expression: { } value } || IsIndependent(value, method.Model)
            || method.Syntax is not MethodDeclarationSyntax { ReturnType: not RefTypeSyntax and var type })
        {
            return text.Before(_statement, lines);
        }

        // The value may read the object, so it is computed first.
        string name = "result";
        for (int i = 2; !names.Add(name); i++)
        {
            name = $"result{i}";
        }

        return [.. text.Before(_statement, [$"{type.WithoutTrivia()} {name} = {value};", .. lines]), new TextChange(value.Span, name)];
    }

    private static StatementSyntax? PreviousOf(StatementSyntax statement)
    {
        SyntaxList<StatementSyntax> statements = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            _ => default,
        };
        int index = statements.IndexOf(statement);
        return index > 0 ? statements[index - 1] : null;
    }

    private static bool ReleasesEarlier(StatementSyntax statement, ILocalSymbol? variable, OwnedMethod method)
        => variable is not null && statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
            && ReleasedObject.Of(call, method) is { } other && other.Locations[0].SourceSpan.Start < variable.Locations[0].SourceSpan.Start;

    private static bool IsIndependent(ExpressionSyntax value, SemanticModel model)
        => model.GetConstantValue(value).HasValue
            || (model.GetSymbolInfo(value).Symbol is ILocalSymbol or IParameterSymbol
                && model.GetTypeInfo(value).Type is { IsUnmanagedType: true, TypeKind: not TypeKind.Pointer });
}
