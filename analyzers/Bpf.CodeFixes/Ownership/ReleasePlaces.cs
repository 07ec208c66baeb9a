using Bpf.Analyzers.Ownership;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Ownership;

/// <summary>
/// Finds where a release is missing. It tries all statements that leave the scope of the variable, and the ends of blocks, and lets the analysis say at which
/// of them the object is released already, or null, or does not have to be released.
/// </summary>
internal static class ReleasePlaces
{
    /// <summary>Returns the document with the release on every path that misses it; null if the result would be wrong.</summary>
    /// <param name="method">The method.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="acquisition">The call that acquires the object, or begins the pair.</param>
    /// <param name="call">The release.</param>
    public static OwnedMethod? Mend(OwnedMethod method, OwnershipFault fault, SyntaxNode acquisition, ReleaseCall call)
    {
        SyntaxNode? scope = (call.Variable?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? acquisition)
            .FirstAncestorOrSelf<SyntaxNode>(static node => node is BlockSyntax or SwitchSectionSyntax);
        if (scope is null)
        {
            return null;
        }

        // The best has the fewest tests.
        OwnedMethod? best = null;
        int fewest = int.MaxValue;
        StatementSyntax[] exits = [.. ExitsOf(scope, acquisition.Span.End, call.Variable, method.Model)];
        foreach (StatementSyntax[] ends in EndsOf(scope, acquisition, call.Variable, method.Model))
        {
            ReleasePlace[] places =
            [
                .. exits.Select(exit => ReleasePlace.Before(exit, call.Variable, method)),
                .. ends.Select(end => ReleasePlace.After(end, call.Variable, method)),
            ];
            if (Try(method, fault, places, call) is { } mended
                && places.Count(static place => place.Mode == ReleaseMode.Guarded) is var tests && tests < fewest)
            {
                best = mended;
                fewest = tests;
            }
        }

        return best;
    }

    private static OwnedMethod? Try(OwnedMethod method, OwnershipFault fault, ReleasePlace[] places, ReleaseCall call)
    {
        bool isSettled = false;
        for (int i = 0; i <= places.Length && !isSettled; i++)
        {
            OwnedMethod tried = method.With(ReleasePlace.ChangesAt(places, call, method));
            isSettled = true;
            foreach (ReleasePlace place in places.Where(static place => place.Mode != ReleaseMode.None))
            {
                ReleaseMode mode = ModeOf(place, tried.Faults, call);
                isSettled &= mode == place.Mode;
                place.Mode = mode;
            }
        }

        int leaks = OwnedMethod.Count(method.With(ReleasePlace.ChangesAt(places, call, method)).FindDoubts(), fault);
        foreach (ReleasePlace place in places.Where(static place => place.Mode != ReleaseMode.None))
        {
            ReleaseMode mode = place.Mode;
            place.Mode = ReleaseMode.None;
            OwnedMethod without = method.With(ReleasePlace.ChangesAt(places, call, method));
            if (OwnedMethod.Count(without.FindDoubts(), fault) > leaks)
            {
                place.Mode = mode; // the object would not be released there
            }
        }

        OwnedMethod mended = method.With(ReleasePlace.ChangesAt(places, call, method));
        return method.IsMendedBy(mended, fault) ? mended : null;
    }

    private static ReleaseMode ModeOf(ReleasePlace place, IReadOnlyList<OwnershipFault> faults, ReleaseCall call)
    {
        TextSpan span = new(place.Position, call.Text.Length);
        BpfDiagnostic[] here = [.. faults.Where(fault => fault.Syntax.Span.Contains(span)).Select(static fault => fault.Diagnostic)];
        return here.Contains(BpfDiagnostics.ReleasedTwice) || here.Contains(BpfDiagnostics.EndWithoutBegin) ? ReleaseMode.None
            : here.Contains(BpfDiagnostics.NullReleased) ? call.Guard is null || place.Mode == ReleaseMode.Guarded ? ReleaseMode.None : ReleaseMode.Guarded
            : place.Mode;
    }

    // Statements after the acquisition that leave the scope, or give the variable another value.
    private static IEnumerable<StatementSyntax> ExitsOf(SyntaxNode scope, int start, ILocalSymbol? variable, SemanticModel model)
        => scope.DescendantNodes(static node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<StatementSyntax>()
            .Where(statement => statement.SpanStart >= start && statement switch
            {
                ReturnStatementSyntax or ThrowStatementSyntax => true,
                BreakStatementSyntax => Leaves(statement, scope, includesSwitch: true),
                ContinueStatementSyntax => Leaves(statement, scope, includesSwitch: false),
                ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } } => variable is not null
                    && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(target).Symbol, variable),
                _ => false,
            });

    private static bool Leaves(StatementSyntax statement, SyntaxNode scope, bool includesSwitch)
        => statement.Ancestors().First(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            || (includesSwitch && node is SwitchStatementSyntax)).Span.Contains(scope.Span);

    // First none, then the statement under a test of the variable, then the whole scope, then both.
    private static IEnumerable<StatementSyntax[]> EndsOf(SyntaxNode scope, SyntaxNode acquisition, ILocalSymbol? variable, SemanticModel model)
    {
        yield return [];
        StatementSyntax? end = scope is BlockSyntax block && model.AnalyzeControlFlow(block) is { Succeeded: true, EndPointIsReachable: true }
            ? block.Statements.LastOrDefault() : null;
        foreach (StatementSyntax tested in TestedOf(scope, acquisition, variable))
        {
            if (LastOf(tested, model) is { } last)
            {
                yield return [last];
                if (end is not null)
                {
                    yield return [last, end];
                }
            }
        }

        if (end is not null)
        {
            yield return [end];
        }
    }

    private static IEnumerable<StatementSyntax> TestedOf(SyntaxNode scope, SyntaxNode acquisition, ILocalSymbol? variable)
    {
        if (variable is null)
        {
            yield break;
        }

        foreach (StatementSyntax statement in scope.DescendantNodes().OfType<StatementSyntax>().Where(item => item.Span.End > acquisition.SpanStart))
        {
            if (statement is IfStatementSyntax test && Mentions(test.Condition, variable))
            {
                yield return test.Statement;
                if (test.Else is { Statement: not IfStatementSyntax and var otherwise })
                {
                    yield return otherwise;
                }
            }
            else if (statement is WhileStatementSyntax loop && Mentions(loop.Condition, variable))
            {
                yield return loop.Statement;
            }
        }
    }

    private static bool Mentions(SyntaxNode condition, ILocalSymbol variable)
        => condition.DescendantTokens().Any(token => token.ValueText == variable.Name);

    private static StatementSyntax? LastOf(StatementSyntax statement, SemanticModel model)
        => model.AnalyzeControlFlow(statement) is not { Succeeded: true, EndPointIsReachable: true } ? null
            : statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement;
}
