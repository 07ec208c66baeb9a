using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>What BPF code expects of kernel types that no kernel has.</summary>
internal sealed class KernelTypeFindings
{
    private static readonly Once<BpfCodeGraph, KernelTypeFindings> s_ofGraph = new();

    private readonly Dictionary<SyntaxNode, object[]> _found = [];
    private readonly BpfSymbols _symbols;
    private readonly DeclaredKernelTypes _types;
    private readonly KernelTypeComparison<SyntaxNode> _comparison;
    private readonly string[] _architectures;

    private KernelTypeFindings(BpfSymbols symbols, BpfCodeGraph graph, Version? minimum, string[] architectures, CancellationToken cancellation)
    {
        (_symbols, _types, _architectures) = (symbols, new DeclaredKernelTypes(symbols), architectures);
        _comparison = new KernelTypeComparison<SyntaxNode>(Add, minimum);
        foreach (IOperation operation in graph.Methods.SelectMany(method => CodeOf.Method(method, symbols.Compilation, cancellation)))
        {
            Collect(operation);
        }

        _comparison.Report();
    }

    /// <summary>Returns the findings in a graph.</summary>
    public static KernelTypeFindings Of(BpfSymbols symbols, BpfCodeGraph graph, Version? minimum, string[] architectures, CancellationToken cancellation)
        => s_ofGraph.Of(graph, () => new KernelTypeFindings(symbols, graph, minimum, architectures, cancellation));

    /// <summary>Returns the arguments of the message about an expression; null for nothing.</summary>
    public object[]? At(SyntaxNode place) => _found.TryGetValue(place, out object[]? arguments) ? arguments : null;

    private void Add(BpfDiagnostic diagnostic, SyntaxNode place, object[] arguments)
    {
        if (diagnostic == BpfDiagnostics.UnknownKernelMember)
        {
            _found[place] = arguments;
        }
    }

    private void Collect(IOperation operation)
    {
        switch (operation)
        {
            case IFieldReferenceOperation { Field.IsStatic: true } option when IsKernelVersion(option.Field):
                _comparison.AddQuestionOfVersion();
                break;
            case IFieldReferenceOperation { Field.IsStatic: false } field when PathOf(field) is { Count: > 0 } path:
                Add(path, KernelFieldQuestion.Place, field.Syntax);
                if (QuestionAbout(field) is { } question)
                {
                    Add(path, question, field.Syntax);
                }

                break;
            case IInvocationOperation { TargetMethod: { ContainingType.Name: "Core" } method } call when _symbols.IsVocabulary(method):
                Ask(call, method);
                break;
            case ISizeOfOperation size:
                AskAbout(size.TypeOperand);
                break;
            case { Type: IPointerTypeSymbol { PointedAtType: { } element } } when operation is IBinaryOperation or ICompoundAssignmentOperation
                or IIncrementOrDecrementOperation:
                AskAbout(element);
                break;
            case { Kind: OperationKind.None } when operation.ChildOperations.Count == 2
                && operation.ChildOperations.First() is { Type: IPointerTypeSymbol { PointedAtType: { } indexed } }:
                AskAbout(indexed);
                break;
        }
    }

    private void Add(IReadOnlyList<KernelFieldStep> path, KernelFieldQuestion question, SyntaxNode place)
        => Array.ForEach(_architectures, architecture => _comparison.Add(path, question, place, architecture));

    private void AskAbout(ITypeSymbol type)
    {
        if (_types.Find(type) is var (name, _))
        {
            _comparison.AddQuestion(name);
        }
    }

    private void Ask(IInvocationOperation call, IMethodSymbol method)
    {
        if (method.Name.StartsWith("Type", StringComparison.Ordinal) && method.TypeArguments.Length == 1)
        {
            AskAbout(method.TypeArguments[0]);
        }
        else if (method.Name is "EnumValue" or "EnumValueExists" && call.Arguments[0].Value is IFieldReferenceOperation { Field: { } enumerator }
            && _types.Find(enumerator.ContainingType) is var (type, declaration))
        {
            string name = enumerator.GetAttributes().FirstOrDefault(static data => data.AttributeClass?.Name == "KernelNameAttribute")
                ?.ConstructorArguments.FirstOrDefault().Value as string ?? KernelNames.OfEnumerator(enumerator.Name);
            Array.ForEach(_architectures, architecture => _comparison.AddEnumerator(type, DeclaredKernelTypes.IsChecked(declaration), name,
                method.Name == "EnumValueExists", call.Syntax, architecture));
        }
    }

    // From the outermost struct to the field; a pointer begins a new path.
    private List<KernelFieldStep> PathOf(IFieldReferenceOperation field)
    {
        List<KernelFieldStep> path = [];
        for (IOperation? step = field; step is not null;)
        {
            switch (step)
            {
                case IFieldReferenceOperation { Field: { IsStatic: false } member, Instance: var instance } when _types.StepOf(member) is { } found:
                    path.Insert(0, found);
                    step = instance;
                    break;
                case IInlineArrayAccessOperation array:
                    step = array.Instance;
                    break;
                default:
                    return path;
            }
        }

        return path;
    }

    private static KernelFieldQuestion? QuestionAbout(IOperation field)
    {
        IOperation? parent = field.Parent;
        while (parent is IParenthesizedOperation or IInlineArrayAccessOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "Core" } method } }
            ? method.Name switch
            {
                "FieldExists" => KernelFieldQuestion.Existence,
                "FieldSize" => KernelFieldQuestion.Size,
                _ => null,
            }
            : null;
    }

    private static bool IsKernelVersion(IFieldSymbol field) => field.GetAttributes().Any(static data
        => data.AttributeClass?.ToDisplayString() == AttributeNames.Kconfig && data.ConstructorArguments.FirstOrDefault().Value is "LINUX_KERNEL_VERSION");
}
