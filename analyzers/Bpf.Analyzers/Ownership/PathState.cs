using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>What is known after the beginning of a path.</summary>
internal sealed class PathState
{
    private readonly Dictionary<ISymbol, (OwnedState State, OwnershipEvent Acquisition)> _objects;
    private readonly Dictionary<ISymbol, object> _groups;
    private readonly Dictionary<string, (int Depth, SyntaxNode Begin)> _pairs;
    private readonly Dictionary<int, int> _visits;
    private int _locks;

    /// <summary>The state at the beginning of a method.</summary>
    public PathState()
    {
        _objects = new(SymbolEqualityComparer.Default);
        _groups = new(SymbolEqualityComparer.Default);
        _pairs = [];
        _visits = [];
        Conditions = new PathConditions();
        Facts = new PathFacts();
    }

    private PathState(PathState other)
    {
        _objects = new(other._objects, SymbolEqualityComparer.Default);
        _groups = new(other._groups, SymbolEqualityComparer.Default);
        _pairs = new(other._pairs);
        _visits = new(other._visits);
        _locks = other._locks;
        Conditions = other.Conditions.Copy();
        Facts = other.Facts.Copy();
    }

    /// <summary>What the branches so far have decided.</summary>
    public PathConditions Conditions { get; }

    /// <summary>What the path knows about variables of type <c>bool</c>.</summary>
    public PathFacts Facts { get; }

    /// <summary>The objects that the path still has to release.</summary>
    public IEnumerable<OwnershipEvent> Owned
        => _objects.Keys.Where(HasToRelease).Select(owner => _objects[owner].Acquisition).Distinct();

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

    /// <summary>Returns true for an object that the path has not released, or may have to release.</summary>
    public bool HasToRelease(ISymbol owner)
        => _objects.TryGetValue(owner, out var item) && item.State is (OwnedState.Owned or OwnedState.Untested) && !IsBorrowed(item.Acquisition);

    /// <summary>Returns the state of an object after a test has found it.</summary>
    public OwnedState Found(ISymbol owner)
        => _objects[owner].Acquisition.Kind != OwnershipEventKind.Borrow ? OwnedState.Owned : HoldsLock ? OwnedState.Lent : OwnedState.OutOfLock;

    /// <summary>Returns where the object was acquired.</summary>
    public OwnershipEvent? AcquisitionOf(ISymbol owner) => _objects.TryGetValue(owner, out var item) ? item.Acquisition : null;

    /// <summary>Sets the state of a new object.</summary>
    public void Acquire(OwnershipEvent acquisition, OwnedState state)
    {
        _groups.Remove(acquisition.Variable!);
        _objects[acquisition.Variable!] = (state, acquisition);
    }

    /// <summary>A variable gets the object that another one holds.</summary>
    public void Alias(ISymbol variable, ISymbol source)
    {
        _groups.Remove(variable);
        _objects.Remove(variable);
        if (_objects.TryGetValue(source, out var item))
        {
            _objects[variable] = item;
            _groups[variable] = _groups[source] = _groups.TryGetValue(source, out object? group) ? group : new object();
        }
    }

    /// <summary>Changes the state of an object, unless it is not followed.</summary>
    public void Set(ISymbol owner, OwnedState state)
    {
        if (!_objects.TryGetValue(owner, out var item))
        {
            return;
        }

        _objects[owner] = (state, item.Acquisition);
        if (_groups.TryGetValue(owner, out object? group))
        {
            foreach (ISymbol other in _groups.Where(pair => pair.Value == group && _objects.ContainsKey(pair.Key)).Select(static pair => pair.Key).ToArray())
            {
                _objects[other] = (state, _objects[other].Acquisition);
            }
        }
    }

    /// <summary>Whether the path has taken a lock and not given it back.</summary>
    public bool HoldsLock => _locks > 0;

    /// <summary>Takes a lock.</summary>
    public void Lock() => _locks++;

    /// <summary>Gives the lock back: what is in lists and trees can no longer be used.</summary>
    public void Unlock()
    {
        _locks = Math.Max(_locks - 1, 0);
        foreach (ISymbol lent in _objects.Where(static pair => pair.Value.State == OwnedState.Lent).Select(static pair => pair.Key).ToArray())
        {
            Set(lent, OwnedState.OutOfLock);
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

    private static bool IsBorrowed(OwnershipEvent acquisition) => acquisition.Kind is OwnershipEventKind.Borrow or OwnershipEventKind.Look;
}
