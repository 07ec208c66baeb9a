using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Maps;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0142: reports constant indexes, ranges and slots that are out of range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RangeAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.OutOfRange);

    /// <summary>Creates the analyzer.</summary>
    public RangeAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        SemanticModel model = operation.Operation.SemanticModel!;
        SyntaxNode body = operation.Operation.Syntax;
        KnownLengths lengths = new(model, body, operation.Cancellation);
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            switch (node)
            {
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } access:
                    AnalyzeElement(operation, lengths, access.Expression, arguments[0].Expression);
                    break;
                case PrefixUnaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.PointerIndirectionExpression,
                    Operand: ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum },
                }:
                    AnalyzeElement(operation, lengths, sum.Left, sum.Right);
                    break;
                case InvocationExpressionSyntax call when model.GetSymbolInfo(call, operation.Cancellation).Symbol is IMethodSymbol method:
                    AnalyzeCall(operation, lengths, call, method);
                    break;
            }
        }
    }

    private static void AnalyzeElement(in BpfOperation operation, KnownLengths lengths, ExpressionSyntax owner, ExpressionSyntax index)
    {
        int? length = lengths.Of(owner);
        if (index is RangeExpressionSyntax range)
        {
            int? start = range.LeftOperand is null ? 0 : lengths.Place(range.LeftOperand, length);
            int? end = range.RightOperand is null ? length : lengths.Place(range.RightOperand, length);
            if (start < 0 || end < 0 || start > end || end > length || start > length)
            {
                Report(operation, owner, index, $"Range {range}", length);
            }

            return;
        }

        int? place = index is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } ? lengths.Place(index, length)
            : lengths.Constant(index) ?? CountedLoop.LargestIndex(index, lengths);
        bool isAlwaysWrong = place < 0 && KnownLengths.IsSpan(lengths.TypeOf(owner));
        if (place >= length || (place < 0 && length is not null) || isAlwaysWrong)
        {
            Report(operation, owner, index, $"Index {place}", length);
        }
    }

    private static void AnalyzeCall(in BpfOperation operation, KnownLengths lengths, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var owner })
        {
            return;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        if (KnownLengths.IsSpan(method.ContainingType) && method.Name == "Slice" && arguments.Count is 1 or 2)
        {
            AnalyzeSlice(operation, lengths, owner, arguments);
        }
        else if (KnownLengths.IsSpan(method.ContainingType) && method.Name == "CopyTo" && arguments.Count == 1)
        {
            if (lengths.Of(owner) is { } from && lengths.Of(arguments[0].Expression) is { } room && from > room)
            {
                Report(operation, arguments[0].Expression, call, $"A copy of {from} elements", room);
            }
        }
        else if (operation.Symbols.IsVocabulary(method))
        {
            AnalyzeSlot(operation, lengths, owner, method, arguments);
        }
    }

    private static void AnalyzeSlice(in BpfOperation operation, KnownLengths lengths, ExpressionSyntax owner, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        int? length = lengths.Of(owner);
        int? start = lengths.Constant(arguments[0].Expression);
        int? count = arguments.Count == 2 ? lengths.Constant(arguments[1].Expression) : null;
        if (start < 0 || count < 0 || start > length || count + (start ?? 0) > length)
        {
            Report(operation, owner, arguments[0].Expression,
                count is null ? $"Start {start}" : $"A slice of {count} elements from {start?.ToString() ?? "any start"}", length);
        }
    }

    private static void AnalyzeSlot(in BpfOperation operation, KnownLengths lengths, ExpressionSyntax owner, IMethodSymbol method,
        SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (operation.Operation.SemanticModel!.GetSymbolInfo(owner, operation.Cancellation).Symbol is not IFieldSymbol map
            || operation.Symbols.MapAttributeOf(map) is not { } attribute
            || DeclaredMaps.Of(map, attribute) is not { } declared)
        {
            return;
        }

        if (declared.Kind.Capacity == MapCapacity.Bytes && method.Name == "Reserve")
        {
            AnalyzeReservation(operation, lengths, map, declared.ByteSize, arguments);
        }

        if (!declared.Kind.IsArray)
        {
            return;
        }

        int entries = declared.MaxEntries;
        for (int i = 0; i < arguments.Count && i < method.Parameters.Length; i++)
        {
            ExpressionSyntax argument = arguments[i].Expression;
            if (method.Parameters[i].Name is "index" or "key" && (lengths.Constant(argument) ?? CountedLoop.LargestIndex(argument, lengths)) is { } index
                && entries > 0 && (index < 0 || index >= entries))
            {
                operation.Report(s_rule, argument.GetLocation(), $"Index {index}", $"'{map.Name}'", $"{entries} entries");
            }
        }
    }

    private static void AnalyzeReservation(in BpfOperation operation, KnownLengths lengths, IFieldSymbol map, int byteSize,
        SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (byteSize > 0 && lengths.Constant(arguments[0].Expression) is { } bytes && RingBufferRoom.FaultOf(bytes, byteSize) is not null)
        {
            operation.Report(s_rule, arguments[0].GetLocation(), $"A record of {bytes} bytes", $"'{map.Name}'",
                $"{byteSize} bytes, headers of records included");
        }
    }

    private static void Report(in BpfOperation operation, ExpressionSyntax owner, SyntaxNode place, string what, int? length)
    {
        if (!IsGuarded(operation, owner, place))
        {
            operation.Report(s_rule, place.GetLocation(), what, owner is NameSyntax or MemberAccessExpressionSyntax ? $"'{owner}'" : "the span",
                length is { } count ? $"{count} elements" : "only elements from 0 on");
        }
    }

    // Code that checks the length itself, or that a constant disables, is left to the compiler, which sees what remains of it.
    private static bool IsGuarded(in BpfOperation operation, ExpressionSyntax owner, SyntaxNode place)
    {
        SemanticModel model = operation.Operation.SemanticModel!;
        SyntaxNode body = operation.Operation.Syntax;
        string length = $"{owner}.Length";
        if (body.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Any(member => member.Name.Identifier.ValueText == "Length" && member.ToString() == length
            && member.Ancestors()
            .Any(static ancestor => ancestor is BinaryExpressionSyntax or IsPatternExpressionSyntax && ancestor.Parent is not ForStatementSyntax)
            && !member.Ancestors().Any(ancestor => ancestor == place)))
        {
            return true;
        }

        foreach (SyntaxNode ancestor in place.Ancestors().TakeWhile(ancestor => ancestor != body))
        {
            ExpressionSyntax? condition = ancestor switch
            {
                IfStatementSyntax statement => statement.Condition,
                ConditionalExpressionSyntax conditional => conditional.Condition,
                WhileStatementSyntax loop => loop.Condition,
                ForStatementSyntax loop => loop.Condition,
                BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression => binary.Left,
                _ => null,
            };
            if (condition is not null && condition.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(IsConstantTest))
            {
                return true;
            }
        }

        return false;

        bool IsConstantTest(ExpressionSyntax expression) => model.GetConstantValue(expression) is { HasValue: true, Value: bool };
    }
}
