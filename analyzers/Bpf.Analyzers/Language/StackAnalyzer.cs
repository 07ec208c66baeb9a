using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Maps;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0117 and BPF0118: checks that stack memory has a constant size that fits the BPF stack.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StackAnalyzer : LanguageAnalyzer
{
    private const long LargestAllocation = 1 << 20; // Sums of several stay within int.

    private static readonly DiagnosticDescriptor s_size = Descriptors.OfCode(BpfDiagnostics.StackallocSize);
    private static readonly DiagnosticDescriptor s_estimate = Descriptors.OfCode(BpfDiagnostics.StackEstimate);

    /// <summary>Creates the analyzer.</summary>
    public StackAnalyzer() : base(s_size, s_estimate)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        int bytes = Need(operation, operation.Operation.Syntax);
        if (bytes > KernelLimits.StackSize)
        {
            operation.Report(s_estimate, operation.Method.Locations[0], operation.Method.Name, bytes);
        }
    }

    // Sibling blocks share memory.
    private static int Need(in BpfOperation operation, SyntaxNode scope)
    {
        int bytes = 0, largest = 0;
        SemanticModel model = operation.Operation.SemanticModel!;
        foreach (SyntaxNode node in scope.DescendantNodes(node => node == scope || node is not BlockSyntax))
        {
            switch (node)
            {
                case BlockSyntax block:
                    largest = Math.Max(largest, Need(operation, block));
                    break;
                case StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax type } allocation:
                    bytes += Allocation(operation, allocation, type, model);
                    break;
                case VariableDeclaratorSyntax declarator
                    when model.GetDeclaredSymbol(declarator, operation.Cancellation) is ILocalSymbol { IsConst: false, IsRef: false } local:
                    bytes += SizeOf(local, operation.Operation);
                    break;
            }
        }

        return bytes + largest;
    }

    // Numbers, references and spans live in registers; of a struct that is only used field by field, LLVM keeps only the used fields.
    private static int SizeOf(ILocalSymbol local, IOperation body)
    {
        if (local.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsRefLikeType: false }
            || TypeLayout.Of(local.Type) is not { } layout)
        {
            return 0;
        }

        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (IOperation use in body.Descendants().Where(use => BpfReferences.IsReference(use, local)))
        {
            IOperation part = use;
            while (part.Parent is IFieldReferenceOperation { Field.IsFixedSizeBuffer: false }
                or IInlineArrayAccessOperation { Argument.ConstantValue.HasValue: true })
            {
                part = part.Parent;
            }

            if (part == use && !IsOverwrittenOrCopied(use))
            {
                return layout.Size;
            }

            parts[part.Syntax.ToString()] = part == use ? 0 : TypeLayout.Of(part.Type!)?.Size ?? layout.Size;
        }

        return Math.Min(parts.Values.Sum(), layout.Size);
    }

    private static bool IsOverwrittenOrCopied(IOperation use) => use.Parent switch
    {
        IVariableInitializerOperation => true,
        ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment =>
            assignment.Target == use || assignment.Target is ILocalReferenceOperation,
        _ => false,
    };

    private static int Allocation(in BpfOperation operation, StackAllocArrayCreationExpressionSyntax allocation, ArrayTypeSyntax type, SemanticModel model)
    {
        ExpressionSyntax? size = type.RankSpecifiers[0].Sizes[0];
        long count = allocation.Initializer?.Expressions.Count ?? 0;
        if (size is not OmittedArraySizeExpressionSyntax)
        {
            if (IntegerConstant.Of(model.GetConstantValue(size, operation.Cancellation)) is not { } constant)
            {
                operation.Report(s_size, size.GetLocation());
                return 0;
            }

            count = constant;
        }

        // More than fits is reported as such, whatever the size of the elements.
        int elementSize = model.GetTypeInfo(type.ElementType, operation.Cancellation).Type is { } element ? TypeLayout.Of(element)?.Size ?? 0 : 0;
        return (int)Math.Min(LargestAllocation, Math.Min(count, LargestAllocation) * elementSize);
    }
}
