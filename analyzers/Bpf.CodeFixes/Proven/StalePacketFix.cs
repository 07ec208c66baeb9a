using System.Composition;
using Bpf.Analyzers.Packets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0427: gets pointers into the packet again, as they were made before, and compares them again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StalePacketFix))]
[Shared]
public sealed class StalePacketFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public StalePacketFix() : base([new StalePacketAnalyzer(), new PacketBoundAnalyzer()], "BPF0427")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { Identifier.Text: var name }
            || place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || IsMovedBefore(name, method, place))
        {
            yield break;
        }

        List<string> made = [];
        HashSet<string> names = [];
        if (!Make(name, method, place, made, names))
        {
            yield break;
        }

        // A comparison also takes the end again.
        IfStatementSyntax[] tests = [.. method.DescendantNodes().OfType<IfStatementSyntax>().Where(test => test.Span.End <= place.Node.SpanStart
            && PacketEnd.ExitOf(test) is not null
            && test.Condition.DescendantNodes().OfType<IdentifierNameSyntax>().Any(item => item.Identifier.Text == name))];
        foreach (IfStatementSyntax test in Enumerable.Reverse(tests))
        {
            List<string> lines = [.. made];
            HashSet<string> again = [.. names];
            ExpressionSyntax[] compared = [.. AlternativesOf(test.Condition).Where(place.IsRepeatable)];
            if (compared.SelectMany(static item => item.DescendantNodes()).OfType<IdentifierNameSyntax>()
                .All(item => Make(item.Identifier.Text, method, place, lines, again)))
            {
                yield return new TriedChange($"Get '{name}' again, and compare it", "again",
                    place.Insert(place.Node, [.. lines, $"if ({string.Join<ExpressionSyntax>(" || ", compared)})", $"    {PacketEnd.ExitOf(test)}"]));
            }
        }

        yield return new TriedChange($"Get '{name}' again", "again", place.Insert(place.Node, made));
    }

    private static IEnumerable<ExpressionSyntax> AlternativesOf(ExpressionSyntax condition)
        => condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or
            ? AlternativesOf(or.Left).Concat(AlternativesOf(or.Right)) : [condition];

    // What a variable is computed from comes first.
    private static bool Make(string name, MethodDeclarationSyntax method, FixPlace place, List<string> lines, HashSet<string> names)
    {
        if (!names.Add(name))
        {
            return true;
        }

        VariableDeclaratorSyntax? declared = method.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(item => item.Identifier.Text == name && item.Span.End <= place.Node.SpanStart);
        if (declared?.Initializer?.Value is not { } value || !IsOfPacket(declared, place))
        {
            return CallThatSets(name, method, place) is not { } call || Repeat(call, name, place, lines);
        }

        if (!place.IsRepeatable(value)
            || !value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(static item => item.Parent is not MemberAccessExpressionSyntax access
                || access.Expression == item).All(item => Make(item.Identifier.Text, method, place, lines, names)))
        {
            return false;
        }

        lines.Add($"{name} = {value};");
        return true;
    }

    private static bool IsOfPacket(VariableDeclaratorSyntax declared, FixPlace place)
        => place.Model.GetDeclaredSymbol(declared, place.Cancellation) is ILocalSymbol local
            && (local.Type is IPointerTypeSymbol || local.RefKind != RefKind.None || local.Type.Name == "PacketReader");

    // context.TryGetRef(14, out BpfRef<Ipv4Header> ip): the place does not depend on a reader.
    private static bool Repeat(InvocationExpressionSyntax call, string name, FixPlace place, List<string> lines)
    {
        if (place.Exit is not { } exit || call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax context }
            || place.Model.GetSymbolInfo(context, place.Cancellation).Symbol is not IParameterSymbol
            || place.TypeOf(context)?.GetMembers("DataEnd").Length is null or 0)
        {
            return false;
        }

        IEnumerable<string> arguments = call.ArgumentList.Arguments
            .Select(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) ? $"out {name}" : argument.ToString());
        lines.Add($"if (!{call.Expression}({string.Join(", ", arguments)}))");
        lines.Add($"    {exit}");
        return true;
    }

    private static InvocationExpressionSyntax? CallThatSets(string name, MethodDeclarationSyntax method, FixPlace place)
        => method.DescendantNodes().OfType<SingleVariableDesignationSyntax>()
            .FirstOrDefault(item => item.Identifier.Text == name && item.Span.End <= place.Node.SpanStart)?.FirstAncestorOrSelf<InvocationExpressionSyntax>();

    // A reader that has read something would begin again.
    private static bool IsMovedBefore(string name, MethodDeclarationSyntax method, FixPlace place)
        => place.TypeOf(place.Node)?.Name == "PacketReader" && (method.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Any(item => item.Identifier.Text == name && item.Span.End <= place.Node.SpanStart)
            || place.Node.Ancestors().Any(static item => item is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax));
}
