using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Changes;

/// <summary>Inserts statements into a document as its lines are written: comments, indentation and line ends stay.</summary>
/// <param name="text">The document.</param>
internal sealed class StatementText(SourceText text)
{
    private readonly string _lineEnd = text.ToString().Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>Returns the changes that write statements in front of another one, with braces where there were none.</summary>
    public IEnumerable<TextChange> Before(StatementSyntax statement, IReadOnlyList<string> lines)
    {
        bool isEmbedded = IsEmbedded(statement);
        if (!BeginsLine(statement.SpanStart))
        {
            yield return Insert(statement.SpanStart, (isEmbedded ? "{ " : "") + Join(lines) + " ");
            if (isEmbedded)
            {
                yield return Insert(statement.Span.End, " }");
            }

            yield break;
        }

        string outer = isEmbedded ? IndentOf(statement.Parent!.SpanStart) : "";
        yield return Insert(StartOf(statement), (isEmbedded ? $"{outer}{{{_lineEnd}" : "") + Block(lines, IndentOf(statement.SpanStart)));
        if (isEmbedded)
        {
            yield return Insert(statement.FullSpan.End, $"{outer}}}{_lineEnd}");
        }
    }

    /// <summary>Returns the changes that write statements behind another one, with braces where there were none.</summary>
    public IEnumerable<TextChange> After(StatementSyntax statement, IReadOnlyList<string> lines)
    {
        bool isEmbedded = IsEmbedded(statement);
        bool isLine = BeginsLine(statement.SpanStart) && EndsLine(statement);
        if (!isLine)
        {
            if (isEmbedded)
            {
                yield return Insert(statement.SpanStart, "{ ");
            }

            yield return Insert(statement.Span.End, " " + Join(lines) + (isEmbedded ? " }" : ""));
            yield break;
        }

        string outer = isEmbedded ? IndentOf(statement.Parent!.SpanStart) : "";
        if (isEmbedded)
        {
            yield return Insert(StartOf(statement), $"{outer}{{{_lineEnd}");
        }

        yield return Insert(statement.FullSpan.End, Block(lines, IndentOf(statement.SpanStart)) + (isEmbedded ? $"{outer}}}{_lineEnd}" : ""));
    }

    /// <summary>Returns the changes that make an expression statement the condition under which another one runs.</summary>
    public IEnumerable<TextChange> Test(ExpressionStatementSyntax statement, string beforeCondition, string afterCondition, string then)
    {
        yield return Insert(statement.SpanStart, beforeCondition);
        string rest = BeginsLine(statement.SpanStart) && EndsLine(statement) ? $"{_lineEnd}{IndentOf(statement.SpanStart)}    {then}" : " " + then;
        yield return new TextChange(statement.SemicolonToken.Span, afterCondition + rest);
    }

    /// <summary>Returns the change that writes another statement instead of one.</summary>
    public IEnumerable<TextChange> Replace(StatementSyntax statement, IReadOnlyList<string> lines)
        => [new TextChange(statement.Span, BeginsLine(statement.SpanStart) && EndsLine(statement)
            ? string.Join(_lineEnd + IndentOf(statement.SpanStart), lines) : Join(lines))];

    /// <summary>Returns the changes that put a statement under a condition.</summary>
    public IEnumerable<TextChange> Under(StatementSyntax statement, string condition)
        => BeginsLine(statement.SpanStart)
            ? [Insert(statement.SpanStart, $"{condition}{_lineEnd}{IndentOf(statement.SpanStart)}    ")]
            : [Insert(statement.SpanStart, condition + " ")];

    /// <summary>Returns the change that makes a body of an expression one of statements, which come before the expression.</summary>
    /// <param name="arrow">The body.</param>
    /// <param name="lines">The statements.</param>
    /// <param name="returnsVoid">Whether the function returns nothing.</param>
    public TextChange Before(ArrowExpressionClauseSyntax arrow, IReadOnlyList<string> lines, bool returnsVoid)
    {
        string outer = IndentOf(arrow.Parent!.SpanStart);
        string indent = outer + "    ";
        SyntaxToken previous = arrow.ArrowToken.GetPreviousToken();
        IEnumerable<string> comments = previous.TrailingTrivia.Concat(arrow.ArrowToken.LeadingTrivia).Concat(arrow.ArrowToken.TrailingTrivia)
            .Concat(arrow.Expression.GetLeadingTrivia())
            .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(static trivia => trivia.ToString());
        string end = $"{(returnsVoid ? "" : "return ")}{arrow.Expression};";
        return new TextChange(TextSpan.FromBounds(previous.Span.End, arrow.Parent!.GetLastToken().Span.End),
            $"{_lineEnd}{outer}{{{_lineEnd}{Block([.. comments, .. lines, end], indent)}{outer}}}");
    }

    /// <summary>Returns the change that removes a statement, with its line if nothing else is on it.</summary>
    public TextChange Remove(StatementSyntax statement)
    {
        bool hasComment = statement.GetTrailingTrivia().Any(static trivia
            => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (IsEmbedded(statement))
        {
            return new TextChange(statement.Span, "{ }");
        }

        if (BeginsLine(statement.SpanStart) && EndsLine(statement) && !hasComment)
        {
            return new TextChange(TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, statement.FullSpan.End), "");
        }

        int end = statement.Span.End;
        while (end < text.Length && text[end] == ' ')
        {
            end++;
        }

        return new TextChange(TextSpan.FromBounds(statement.SpanStart, end), "");
    }

    /// <summary>Returns the change that writes members behind another one.</summary>
    public TextChange After(MemberDeclarationSyntax member, IReadOnlyList<string> members) => BeginsLine(member.SpanStart) && EndsLine(member)
        ? Insert(member.FullSpan.End, Block(members, IndentOf(member.SpanStart))) : Insert(member.Span.End, " " + Join(members));

    /// <summary>Returns what precedes a member: attributes on a line of their own, or on the same line if more is there.</summary>
    public string BeforeOnLine(MemberDeclarationSyntax member, string text)
        => BeginsLine(member.SpanStart) ? $"{text}{_lineEnd}{IndentOf(member.SpanStart)}" : text + " ";

    private static bool IsEmbedded(StatementSyntax statement) => statement.Parent is not (BlockSyntax or SwitchSectionSyntax);

    private static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);

    private static string Join(IReadOnlyList<string> lines) => string.Join(" ", lines.Select(static line => line.Trim()));

    private string Block(IReadOnlyList<string> lines, string indent) => string.Concat(lines.Select(line => $"{indent}{line}{_lineEnd}"));

    private string IndentOf(int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string content = line.ToString();
        return content.Substring(0, content.Length - content.TrimStart().Length);
    }

    private bool BeginsLine(int position)
        => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position)));

    private static bool EndsLine(SyntaxNode node)
        => node.GetTrailingTrivia() is { Count: > 0 } trivia && trivia.Last().IsKind(SyntaxKind.EndOfLineTrivia);

    // The line of the first comment that belongs to the statement, or its own.
    private int StartOf(StatementSyntax statement)
    {
        int position = statement.GetLeadingTrivia().FirstOrDefault(static trivia
            => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) is { RawKind: not 0 } comment
            && !statement.GetLeadingTrivia().Any(static trivia => trivia.IsDirective) ? comment.SpanStart : statement.SpanStart;
        return text.Lines.GetLineFromPosition(position).Start;
    }
}
