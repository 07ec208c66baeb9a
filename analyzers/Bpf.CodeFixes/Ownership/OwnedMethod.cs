using Bpf.Analyzers;
using Bpf.Analyzers.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>A method, and what the analysis of ownership says about it. Changing it gives a method that can be asked the same.</summary>
internal sealed class OwnedMethod
{
    private readonly CancellationToken _cancellation;
    private readonly IMethodBodyOperation _body;

    private OwnedMethod(SemanticModel model, SyntaxNode syntax, IMethodBodyOperation body, BpfSymbols symbols, CancellationToken cancellation)
    {
        Model = model;
        Syntax = syntax;
        _body = body;
        Symbols = symbols;
        _cancellation = cancellation;
        Faults = Find(reportsDoubts: false);
    }

    /// <summary>The document.</summary>
    public SemanticModel Model { get; }

    /// <summary>The declaration of the method.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>The vocabulary.</summary>
    public BpfSymbols Symbols { get; }

    /// <summary>The text of the document.</summary>
    public SourceText Text => Syntax.SyntaxTree.GetText(_cancellation);

    /// <summary>What the verifier refuses.</summary>
    public IReadOnlyList<OwnershipFault> Faults { get; }

    /// <summary>Returns the method around a position; null when there is none with a body in braces.</summary>
    public static OwnedMethod? At(SemanticModel model, int position, CancellationToken cancellation)
    {
        SyntaxNode? syntax = model.SyntaxTree.GetRoot(cancellation).FindToken(position).Parent?.AncestorsAndSelf().FirstOrDefault(static node
            => node is BaseMethodDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { Body: not null });
        return syntax is not null && BpfSymbols.Of(model.Compilation) is { } symbols && model.GetOperation(syntax, cancellation) is IMethodBodyOperation body
            ? new OwnedMethod(model, syntax, body, symbols, cancellation) : null;
    }

    /// <summary>Returns what is wrong also on paths of which the analysis is not sure that the program takes them.</summary>
    public IReadOnlyList<OwnershipFault> FindDoubts() => Find(reportsDoubts: true);

    /// <summary>Returns the method after changes of its body.</summary>
    public OwnedMethod With(IEnumerable<TextChange> changes)
    {
        SyntaxTree tree = Syntax.SyntaxTree.WithChangedText(Text.WithChanges(changes));
        SemanticModel model = Model.Compilation.ReplaceSyntaxTree(Syntax.SyntaxTree, tree).GetSemanticModel(tree);
        return At(model, Syntax.SpanStart, _cancellation) ?? this;
    }

    /// <summary>Returns true when a changed method has fewer faults of a kind than this one, and nothing else is wrong with it that was right before.</summary>
    public bool IsMendedBy(OwnedMethod changed, OwnershipFault fault)
        => Count(changed.Faults, fault) < Count(Faults, fault) && HasNoMore(changed.Faults, Faults) && HasNoMore(changed.FindDoubts(), FindDoubts())
            && changed.CountErrors() <= CountErrors();

    /// <summary>Returns how many of the faults are of the same kind and about the same name.</summary>
    public static int Count(IReadOnlyList<OwnershipFault> faults, OwnershipFault fault)
        => faults.Count(other => other.Diagnostic == fault.Diagnostic && other.Name == fault.Name);

    private static bool HasNoMore(IReadOnlyList<OwnershipFault> after, IReadOnlyList<OwnershipFault> before)
        => after.All(fault => Count(after, fault) <= Count(before, fault));

    private int CountErrors()
        => Model.GetDiagnostics(Syntax.Span, _cancellation).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private IReadOnlyList<OwnershipFault> Find(bool reportsDoubts)
    {
        FunctionBody method = FunctionBody.Of(_body);
        return [.. method.Nested().Prepend(method).SelectMany(body =>
        {
            OwnershipEvents events = OwnershipEvents.Of(body, Symbols, MethodSummaries.In(Symbols));
            return OwnershipAnalyzer.PathsOf(body, events, Symbols, isClosed: body == method, reportsDoubts)?.Find(_cancellation) ?? [];
        })];
    }
}
