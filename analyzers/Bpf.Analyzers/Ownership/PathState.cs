using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>What is known after the beginning of a path.</summary>
internal sealed class PathState
{
    private readonly Dictionary<ISymbol, (OwnedState State, OwnershipEvent Acquisition)> _objects;
    private readonly Dictionary<string, (int Depth, SyntaxNode Begin)> _pairs;
    private readonly Dictionary<int, int> _visits;

    /// <summary>The state at the beginning of a method.</summary>
    public PathState()
    {
        _objects = new(SymbolEqualityComparer.Default);
        _pairs = [];
        _visits = [];
        Conditions = new PathConditions();
    }

    private PathState(PathState other)
    {
        _objects = new(other._objects, SymbolEqualityComparer.Default);
        _pairs = new(other._pairs);
        _visits = new(other._visits);
        Conditions = other.Conditions.Copy();
    }

    /// <summary>What the branches so far have decided.</summary>
    public PathConditions Conditions { get; }

    /// <summary>The objects that the path still has to release.</summary>
    public IEnumerable<OwnershipEvent> Owned
        => _objects.Values.Where(static item => item.State is OwnedState.Owned or OwnedState.Untested).Select(static item => item.Acquisition);

    /// <summary>The pairs that the path has begun and not ended: the function, and where.</summary>
    public IEnumerable<(string Function, SyntaxNode Begin)> Begun
        => _pairs.Where(static pair => pair.Value.Depth > 0).Select(static pair => (pair.Key, pair.Value.Begin));

    /// <summary>Returns a copy, for another branch.</summary>
    public PathState Copy() => new(this);

    /// <summary>Counts a visit to a block; returns how often the path has been there before.</summary>
    public int Visit(int block)
    {
        _visits.TryGetValue(block, out int before);
        _visits[block] = before + 1;
        return before;
    }

    /// <summary>Returns the state of an object.</summary>
    public OwnedState this[ISymbol owner] => _objects.TryGetValue(owner, out var item) ? item.State : OwnedState.Unknown;

    /// <summary>Returns where the object was acquired.</summary>
    public OwnershipEvent? AcquisitionOf(ISymbol owner) => _objects.TryGetValue(owner, out var item) ? item.Acquisition : null;

    /// <summary>Sets the state of a new object.</summary>
    public void Acquire(OwnershipEvent acquisition, OwnedState state) => _objects[acquisition.Variable!] = (state, acquisition);

    /// <summary>Changes the state of an object, unless it is not followed.</summary>
    public void Set(ISymbol owner, OwnedState state)
    {
        if (_objects.TryGetValue(owner, out var item))
        {
            _objects[owner] = (state, item.Acquisition);
        }
    }

    /// <summary>Begins a pair.</summary>
    public void Begin(string function, SyntaxNode syntax)
    {
        _pairs.TryGetValue(function, out var item);
        _pairs[function] = (item.Depth + 1, item.Depth == 0 ? syntax : item.Begin);
    }

    /// <summary>Ends a pair; returns false if the path has not begun it.</summary>
    public bool End(string function)
    {
        if (!_pairs.TryGetValue(function, out var item) || item.Depth == 0)
        {
            return false;
        }

        _pairs[function] = (item.Depth - 1, item.Begin);
        return true;
    }
}
