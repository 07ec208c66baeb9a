using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0129: reports texts, values and formats that <c>BpfHelpers.Print</c> cannot print.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PrintAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.PrintFormat);

    /// <summary>Creates the analyzer.</summary>
    public PrintAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.InterpolatedStringHandlerCreation];

    private protected override void Analyze(in BpfOperation operation)
    {
        if (operation.Operation is not IInterpolatedStringHandlerCreationOperation { Type: { Name: "BpfPrintHandler" } handler }
            || !operation.Symbols.IsVocabulary(handler))
        {
            return;
        }

        SemanticModel model = operation.Operation.SemanticModel!;
        int values = 0;
        foreach (InterpolatedStringContentSyntax part in operation.Operation.Syntax.DescendantNodesAndSelf().OfType<InterpolatedStringExpressionSyntax>()
            .SelectMany(static text => text.Contents))
        {
            values += part is InterpolationSyntax { Expression: var value } && !model.GetConstantValue(value).HasValue ? 1 : 0;
            if ((values > PrintFormats.MostValues ? PrintFormats.TooManyValues : FaultOf(part, model)) is { } fault)
            {
                operation.Report(s_rule, part.GetLocation(), fault);
                return;
            }
        }
    }

    private static string? FaultOf(InterpolatedStringContentSyntax part, SemanticModel model)
    {
        if (part is InterpolatedStringTextSyntax text)
        {
            return PrintFormats.FaultOfText(text.TextToken.ValueText);
        }

        var value = (InterpolationSyntax)part;
        string? format = value.FormatClause?.FormatStringToken.ValueText;
        bool hasWidth = value.AlignmentClause is not null;
        return model.GetTypeInfo(value.Expression).Type switch
        {
            { SpecialType: SpecialType.System_String } => model.GetConstantValue(value.Expression) is { Value: string constant }
                ? PrintFormats.FaultOfText(constant) : null,
            IPointerTypeSymbol => PrintFormats.OfPointer(format) is null ? PrintFormats.FaultOfPointer(format!) : null,
            { SpecialType: SpecialType.System_Char } => null,
            { } type when IsNumber(type) => PrintFormats.FaultOfNumber(format, hasWidth),
            { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsRefLikeType: false, IsUnmanagedType: true } type
                => PrintFormats.FaultOfType(type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)),
            _ => null, // text, or what other rules report
        };
    }

    private static bool IsNumber(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_UInt64) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;
}
