using System.Composition;
using Bpf.Analyzers.Kernel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0441: reads what an address points to through the helper for that memory.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FollowedAddressFix))]
[Shared]
public sealed class FollowedAddressFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public FollowedAddressFix() : base([new DereferenceAnalyzer(), new AddressSpaceAnalyzer()], "BPF0441")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node is not ExpressionSyntax read || IsWritten(read) || !place.IsRepeatable(read) || place.Exit is not { } exit
            || place.TypeOf(read) is not { IsUnmanagedType: true } type || type is IPointerTypeSymbol)
        {
            yield break;
        }

        string address = read switch
        {
            PrefixUnaryExpressionSyntax { Operand: var pointer } => pointer.ToString(),
            _ => "&" + read,
        };
        string value = place.FreeName(read is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } ? member : "value");
        string declared = $"out {type.ToMinimalDisplayString(place.Model, read.SpanStart)} {value}";
        foreach ((string title, string helper) in new[] { ("Read memory of the process", "TryReadUser"), ("Read memory of the kernel", "TryReadKernel") })
        {
            yield return new TriedChange(title, helper,
                [.. place.LeaveIf(read, $"!BpfHelpers.{helper}({address}, {declared})", exit), new TextChange(read.Span, value)]);
        }
    }

    private static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PostfixUnaryExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => true,
        _ => false,
    };
}
