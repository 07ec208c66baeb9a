using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Packets;

/// <summary>The variables that point into the packet at a place in the code, with the name of the call that made a pointer stale, or null.</summary>
internal sealed class PacketState
{
    private readonly Dictionary<ISymbol, string?> _changes;

    /// <summary>Creates a state without variables.</summary>
    public PacketState() => _changes = new(SymbolEqualityComparer.Default);

    private PacketState(PacketState other) => _changes = new(other._changes, SymbolEqualityComparer.Default);

    /// <summary>Returns a copy.</summary>
    public PacketState Copy() => new(this);

    /// <summary>Returns whether a variable points into the packet, and the call that made it stale.</summary>
    public bool TryGet(ISymbol variable, out string? change) => _changes.TryGetValue(variable, out change);

    /// <summary>A variable now points into the packet; with a call, into one as it was before the call.</summary>
    public void Set(ISymbol variable, string? change) => _changes[variable] = change;

    /// <summary>A variable does not point into the packet any more.</summary>
    public void Remove(ISymbol variable) => _changes.Remove(variable);

    /// <summary>A call makes all pointers stale that are not yet.</summary>
    public void Change(string call)
    {
        foreach (ISymbol variable in _changes.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToArray())
        {
            _changes[variable] = call;
        }
    }

    /// <summary>Adds what is so on another path to here; stale on one path is stale. Returns true when something has been added.</summary>
    public bool Join(PacketState other)
    {
        bool added = false;
        foreach (KeyValuePair<ISymbol, string?> pair in other._changes)
        {
            if (!_changes.TryGetValue(pair.Key, out string? change) || (change is null && pair.Value is not null))
            {
                _changes[pair.Key] = pair.Value;
                added = true;
            }
        }

        return added;
    }
}
