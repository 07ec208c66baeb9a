namespace Bpf.Analyzers.Contexts;

/// <summary>The variables whose values are known at a place in the code, whichever way led there.</summary>
internal sealed class ContextState
{
    private readonly Dictionary<object, ContextValue> _values;

    /// <summary>Creates a state in which nothing is known.</summary>
    public ContextState() => _values = [];

    private ContextState(ContextState other) => _values = new(other._values);

    /// <summary>Returns a copy.</summary>
    public ContextState Copy() => new(this);

    /// <summary>Returns the value of a variable, or what a call returned; null when it is not known.</summary>
    public ContextValue? Of(object key) => _values.TryGetValue(key, out ContextValue? value) ? value : null;

    /// <summary>A variable has a value; null for one that is not known.</summary>
    public void Set(object key, ContextValue? value)
    {
        _values.Remove(key);
        if (value is not null)
        {
            _values.Add(key, value);
        }
    }

    /// <summary>Nothing is known any more.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Forgets what is not so on another path to here. Returns true when that changes something.</summary>
    public bool Join(ContextState other)
    {
        object[] different = [.. _values.Where(pair => !pair.Value.Equals(other.Of(pair.Key))).Select(static pair => pair.Key)];
        Array.ForEach(different, key => _values.Remove(key));
        return different.Length > 0;
    }
}
