using System.Collections.Immutable;
using System.Composition;
using Bpf.CodeFixes.Changes;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Bpf.CodeFixes;

/// <summary>
/// BPF0411, BPF0412 and BPF0414: gives the parameters of a program the types that the kernel passes. Names stay; parameters that the kernel does not have go.
/// Another fix declares all parameters.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KernelSignatureFix))]
[Shared]
public sealed class KernelSignatureFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["BPF0411", "BPF0412", "BPF0414"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || model is null
            || ProgramKindOf.Method(method, model, context.CancellationToken) is not { } kind
            || TargetOf(method, kind, model, context.CancellationToken) is not { } target
            || KernelSignatureRules.ParametersOf(kind, target) is not { } parameters)
        {
            return;
        }

        ParameterSyntax[] values = [.. method.ParameterList.Parameters.Where(parameter
            => model.GetDeclaredSymbol(parameter, context.CancellationToken)?.Type.ToDisplayString() != kind.Context)];
        Register("Declare the parameters with the kernel's types", Math.Min(values.Length, parameters.Count));
        if (values.Length < parameters.Count)
        {
            Register($"Declare all {parameters.Count} parameters of '{target}'", parameters.Count);
        }

        void Register(string title, int count)
        {
            SyntaxNode changed = root.ReplaceNode(method, Changed(count));
            if (CompiledChange.IsSound(changed, model, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: title), context.Diagnostics);
            }
        }

        MethodDeclarationSyntax Changed(int count)
        {
            KernelTypeSyntax types = new(model, method.SpanStart);
            List<ParameterSyntax> list = [.. method.ParameterList.Parameters.Except(values)];
            for (int i = 0; i < count; i++)
            {
                TypeSyntax type = SyntaxFactory.ParseTypeName(types.Of(parameters[i].Type));
                list.Add(i < values.Length
                    ? values[i].WithType(type.WithTriviaFrom(values[i].Type!))
                    : SyntaxFactory.Parameter(SyntaxFactory.ParseToken(NameOf(parameters[i], i, list))).WithType(type.WithTrailingTrivia(SyntaxFactory.Space)));
            }

            SeparatedSyntaxList<ParameterSyntax> old = method.ParameterList.Parameters;
            IEnumerable<SyntaxToken> separators = Enumerable.Range(0, Math.Max(0, list.Count - 1)).Select(i => i < old.SeparatorCount
                ? old.GetSeparator(i) : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            return method.WithParameterList(method.ParameterList.WithParameters(SyntaxFactory.SeparatedList(list, separators)));
        }
    }

    private static string? TargetOf(MethodDeclarationSyntax method, ProgramKind kind, SemanticModel model, CancellationToken cancellation)
        => model.GetDeclaredSymbol(method, cancellation)?.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == kind.Attribute)
            .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string).FirstOrDefault(static target => target is not null);

    private static string NameOf(KernelParameter parameter, int index, IEnumerable<ParameterSyntax> others)
    {
        string name = parameter.Name.Length == 0 ? $"argument{index}" : parameter.Name;
        return others.Any(other => other.Identifier.ValueText == name) ? $"{name}{index}"
            : SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";
    }
}
