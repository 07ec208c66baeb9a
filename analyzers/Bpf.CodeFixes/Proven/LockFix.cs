using System.Composition;
using Bpf.Analyzers.Ownership;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.CodeFixes.Proven;

/// <summary>BPF0464: uses a list or tree with the lock that is next to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LockFix))]
[Shared]
public sealed class LockFix : ProvenFix
{
    /// <summary>Creates the fix.</summary>
    public LockFix() : base([new OwnershipAnalyzer()], "BPF0464")
    {
    }

    private protected override IEnumerable<TriedChange> Try(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax
            { Expression: MemberAccessExpressionSyntax { Expression: var owner } } } call || LockIn(place.TypeOf(owner)) is not { } name)
        {
            yield break;
        }

        string scope = $"{owner}.{name}.EnterScope()";
        if (call.Parent is ExpressionStatementSyntax statement)
        {
            yield return new TriedChange($"Hold '{owner}.{name}'", "lock", place.Statements.Under(statement, $"using ({scope})"));
        }

        yield return new TriedChange($"Hold '{owner}.{name}'", "lock", place.Insert(call, [$"using var {place.FreeName("scope")} = {scope};"]));
    }

    private static string? LockIn(ITypeSymbol? type)
        => type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static field => field.Type.Name == "BpfSpinLock")?.Name;
}
