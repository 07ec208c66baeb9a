using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Intervals;

/// <summary>The intervals of the variables and of the intermediate values of a method at a place in its code.</summary>
internal sealed class IntervalState
{
    // Symbols, and the ids of the values that the control flow graph keeps.
    private readonly Dictionary<object, Interval> _values;
    private readonly Dictionary<object, ISymbol> _originals;

    /// <summary>Creates a state without variables.</summary>
    public IntervalState()
    {
        _values = new(KeyComparer.Instance);
        _originals = [];
    }

    private IntervalState(IntervalState other)
    {
        _values = new(other._values, KeyComparer.Instance);
        _originals = new(other._originals);
    }

    /// <summary>Whether a condition excludes that the program gets here.</summary>
    public bool IsUnreachable { get; private set; }

    /// <summary>Returns a copy.</summary>
    public IntervalState Copy() => new(this);

    /// <summary>Returns the values of a variable; null when nothing is known.</summary>
    public Interval? Of(object key) => _values.TryGetValue(key, out Interval value) ? value : null;

    /// <summary>The control flow graph keeps the value of a variable, as that of a <c>switch</c>: what limits the one limits the other.</summary>
    public void Keep(object key, ISymbol original) => _originals[key] = original;

    /// <summary>A variable gets another value; null for one about which nothing is known.</summary>
    public void Set(object key, Interval? value)
    {
        foreach (object copy in _originals.Where(pair => KeyComparer.Instance.Equals(pair.Value, key)).Select(static pair => pair.Key).ToArray())
        {
            _originals.Remove(copy);
        }

        if (value is { } known)
        {
            _values[key] = known;
        }
        else
        {
            _values.Remove(key);
        }
    }

    /// <summary>A condition limits a variable. What else depends on the same inputs is limited, too, in a way that is not followed.</summary>
    public void Refine(object key, Interval value)
    {
        foreach (object other in _values.Where(pair => (pair.Value.Sources & value.Sources) != 0).Select(static pair => pair.Key).ToArray())
        {
            _values[other] = _values[other].Doubtful();
        }

        _values[key] = value;
        if (_originals.TryGetValue(key, out ISymbol? original))
        {
            _values[original] = value;
        }

        IsUnreachable |= value.IsEmpty;
    }

    /// <summary>A condition limits a variable in a way that is not followed.</summary>
    public void Doubt(object key)
    {
        if (_values.TryGetValue(key, out Interval value))
        {
            Refine(key, value.Doubtful());
        }
    }

    /// <summary>Merges the state of another path that leads here. Returns true when something has changed.</summary>
    /// <param name="other">The state at the end of the other path.</param>
    /// <param name="isLoop">Whether bounds that grow are given up.</param>
    public bool Join(IntervalState other, bool isLoop)
    {
        bool hasChanged = false;
        foreach (object key in _originals.Keys.Where(key => !other._originals.TryGetValue(key, out ISymbol? original)
            || !SymbolEqualityComparer.Default.Equals(original, _originals[key])).ToArray())
        {
            _originals.Remove(key);
            hasChanged = true;
        }

        foreach (object key in _values.Keys.ToArray())
        {
            Interval before = _values[key];
            Interval? after = other.Of(key) is { } value ? before.Join(value) : null;
            if (after is { } joined && isLoop && (joined.Min < before.Min || joined.Max > before.Max))
            {
                after = null;
            }

            if (after != before)
            {
                Set(key, after);
                hasChanged = true;
            }
        }

        return hasChanged;
    }

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        public new bool Equals(object? one, object? other)
            => one is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other as ISymbol) : object.Equals(one, other);

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
