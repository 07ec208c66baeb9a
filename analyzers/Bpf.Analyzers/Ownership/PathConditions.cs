using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>
/// What the branches of a path have decided. A path on which conditions depend on each other may be one that the program never takes, and that the verifier
/// knows not to be taken; nothing is reported on it.
/// </summary>
internal sealed class PathConditions
{
    private readonly Dictionary<ISymbol, ValueRange> _ranges = new(SymbolEqualityComparer.Default);
    private readonly List<(string Text, IReadOnlyCollection<ISymbol> Variables, bool IsTrue)> _decisions = [];

    /// <summary>Whether the verifier takes the path for certain.</summary>
    public bool AreCertain { get; private set; } = true;

    /// <summary>Returns a copy, for another branch.</summary>
    public PathConditions Copy()
    {
        PathConditions copy = new() { AreCertain = AreCertain };
        copy._decisions.AddRange(_decisions);
        foreach (KeyValuePair<ISymbol, ValueRange> range in _ranges)
        {
            copy._ranges[range.Key] = range.Value;
        }

        return copy;
    }

    /// <summary>Returns how the same condition has been decided; null when it has not.</summary>
    public bool? DecisionOf(string text)
    {
        int known = _decisions.FindIndex(decision => decision.Text == text);
        return known < 0 ? null : _decisions[known].IsTrue;
    }

    /// <summary>Notes a decision.</summary>
    public void Decide(string text, IReadOnlyCollection<ISymbol> variables, bool isTrue)
    {
        AreCertain &= !_decisions.Exists(decision => decision.Variables.Any(variables.Contains)) && !variables.Any(_ranges.ContainsKey);
        _decisions.Add((text, variables, isTrue));
    }

    /// <summary>Notes a comparison with a constant; returns false if those before leave no value for it.</summary>
    public bool Compare(ISymbol variable, BinaryOperatorKind kind, decimal constant)
    {
        AreCertain &= !_decisions.Exists(decision => decision.Variables.Contains(variable, SymbolEqualityComparer.Default));
        ValueRange range = (_ranges.TryGetValue(variable, out ValueRange? known) ? known : ValueRange.Everything).With(kind, constant);
        _ranges[variable] = range;
        return !range.IsEmpty;
    }

    /// <summary>Notes a decision about which nothing is known.</summary>
    public void Doubt() => AreCertain = false;

    /// <summary>Forgets decisions about a variable that gets another value.</summary>
    public void Forget(ISymbol variable)
    {
        _decisions.RemoveAll(decision => decision.Variables.Contains(variable, SymbolEqualityComparer.Default));
        _ranges.Remove(variable);
    }
}
