using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Bpf.Analyzers.Packets;

/// <summary>What is known at a place on a path through BPF code about the bounds of the packet.</summary>
internal sealed class BoundState
{
    private const string Anything = "*";

    // Symbols, ids of what the control flow graph keeps, and operations.
    private readonly Dictionary<object, BoundValue> _values;
    private readonly Dictionary<object, ImmutableArray<PacketAccess>> _pending;
    private readonly Dictionary<string, PacketSize> _sizes;
    private readonly Dictionary<string, NumberFact> _facts;
    private readonly Dictionary<object, (int Count, Dictionary<object, BoundValue> Values)> _visits;
    private readonly HashSet<object> _followed;
    private ImmutableHashSet<string> _decided;
    private ImmutableHashSet<string> _pinned;
    private ImmutableList<PacketAccess> _suspects;
    private bool _isSilent;

    /// <summary>The beginning of a program.</summary>
    public BoundState()
    {
        _values = [];
        _pending = [];
        _sizes = [];
        _facts = [];
        _visits = [];
        _followed = [];
        _decided = [];
        _pinned = [];
        _suspects = [];
        IsCertain = true;
    }

    private BoundState(BoundState other)
    {
        _values = new(other._values);
        _pending = new(other._pending);
        _sizes = new(other._sizes);
        _facts = new(other._facts);
        _visits = new(other._visits);
        _followed = [.. other._followed];
        (_decided, _pinned, _suspects, _isSilent, IsCertain) = (other._decided, other._pinned, other._suspects, other._isSilent, other.IsCertain);
    }

    /// <summary>Whether the program can take this path: its conditions do not depend on each other in ways that are not followed.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Returns a copy.</summary>
    public BoundState Copy() => new(this);

    /// <summary>Returns the value of a variable; null when unknown.</summary>
    public BoundValue? Of(object key) => _values.TryGetValue(key, out BoundValue value) ? value : null;

    /// <summary>A variable gets another value; null for an unknown one.</summary>
    public void Set(object key, BoundValue? value)
    {
        if (value is null)
        {
            _values.Remove(key);
        }
        else
        {
            _values[key] = value;
        }
    }

    /// <summary>Replaces the accesses that a variable waits for. The compiler may move them to where the variable is used.</summary>
    public void Defer(object key, ImmutableArray<PacketAccess> accesses)
    {
        if (accesses.IsEmpty)
        {
            _pending.Remove(key);
        }
        else
        {
            _pending[key] = accesses;
        }
    }

    /// <summary>Returns the accesses that a variable waits for.</summary>
    public ImmutableArray<PacketAccess> DeferredOf(object key) => _pending.TryGetValue(key, out ImmutableArray<PacketAccess> accesses) ? accesses : [];

    /// <summary>Notes whether the code that a call calls has been followed.</summary>
    public void SetFollowed(object call, bool isFollowed)
    {
        if (isFollowed)
        {
            _followed.Add(call);
        }
        else if (_followed.Remove(call))
        {
            Set(call, null);
            Defer(call, []);
        }
    }

    /// <summary>Whether the code that a call calls has been followed.</summary>
    public bool IsFollowed(object call) => _followed.Contains(call);

    /// <summary>Takes away what the control flow graph of a method keeps, before another method runs, whose graph uses the same ids.</summary>
    public BoundState WithoutKept()
    {
        BoundState state = Copy();
        foreach (object key in state._values.Keys.Concat(state._pending.Keys).Where(static key => key is CaptureId).ToArray())
        {
            state._values.Remove(key);
            state._pending.Remove(key);
        }

        return state;
    }

    /// <summary>Returns the state in the caller after another method has run: it has kept what it kept before.</summary>
    public BoundState WithKeptOf(BoundState caller)
    {
        BoundState state = WithoutKept();
        foreach (KeyValuePair<object, BoundValue> pair in caller._values.Where(static pair => pair.Key is CaptureId))
        {
            state._values.Add(pair.Key, pair.Value);
        }

        foreach (KeyValuePair<object, ImmutableArray<PacketAccess>> pair in caller._pending.Where(static pair => pair.Key is CaptureId))
        {
            state._pending.Add(pair.Key, pair.Value);
        }

        return state;
    }

    /// <summary>Notes that a condition is true or false. Returns false when that is impossible.</summary>
    public bool Assume(BoundValue? condition, bool isTrue, IEnumerable<string> otherSources, bool isEquality, ISet<string> followed)
    {
        switch (condition)
        {
            case BoundValue.Constant constant:
                return constant.Number != 0 == isTrue;
            case BoundValue.Check check:
                PacketSize size = SizeOf(check.Start);
                PacketSize after = isTrue != check.IsNegated ? size.AtLeast(check.Bytes, check.IsProof) : size.LessThan(check.Bytes);
                _sizes[check.Start.Base] = after;
                return !after.IsEmpty;
            case BoundValue.UnknownCheck:
                _isSilent = true;
                return true;
            case BoundValue.Test test when followed.Contains(test.Subject.Name):
                return Limit(test, isTrue, isEquality);
            default:
                Decide([.. otherSources], isEquality);
                return true;
        }
    }

    /// <summary>Memory gets a value that the compiler may know.</summary>
    public void Pin(IEnumerable<string> sources)
    {
        ImmutableHashSet<string> changed = [.. sources];
        _pinned = _pinned.Union(changed);
        _decided = _decided.Union(changed);
        foreach (string name in _facts.Where(fact => fact.Value.Sources.Overlaps(changed)).Select(static fact => fact.Key).ToArray())
        {
            _facts.Remove(name);
        }
    }

    /// <summary>Any memory may get other values.</summary>
    public void PinAll() => Pin([.. _facts.Values.SelectMany(static fact => fact.Sources)]);

    /// <summary>Accesses that the verifier refuses, unless the compiler moves them behind a comparison that is still to come.</summary>
    public IReadOnlyList<PacketAccess> Suspects => _suspects;

    /// <summary>Adds such an access.</summary>
    public void Suspect(PacketAccess access)
    {
        if (!_suspects.Any(other => other.Syntax == access.Syntax && other.Address.Equals(access.Address)))
        {
            _suspects = _suspects.Add(access);
        }
    }

    /// <summary>The compiler does not move them further.</summary>
    public void ClearSuspects() => _suspects = [];

    /// <summary>From here on nothing is reported: the packet may be compared with its end where that is not followed.</summary>
    public void Silence() => _isSilent = true;

    /// <summary>Pointers from before a call that changes the packet are of no use any more.</summary>
    public void ChangePacket()
    {
        foreach (object key in _values.Where(static pair => pair.Value.IsOfPacket).Select(static pair => pair.Key).ToArray())
        {
            _values.Remove(key);
        }

        _pending.Clear();
        _suspects = [];
        _sizes.Clear();
    }

    /// <summary>Returns what the packet is known to have behind the base of a pointer.</summary>
    public PacketSize SizeOf(BoundValue.Pointer pointer) => _sizes.TryGetValue(pointer.Base, out PacketSize size) ? size : PacketSize.Unknown;

    /// <summary>Whether the verifier certainly refuses an access of bytes at a pointer, provided that it gets here.</summary>
    public bool Refuses(BoundValue.Pointer pointer, decimal bytes) => !_isSilent && !pointer.Sources.Overlaps(_pinned)
        && (pointer.Offset + bytes > SizeOf(pointer).Proven || (pointer.Offset < 0 && !pointer.IsVariable));

    /// <summary>After a report, others about the same part say nothing new.</summary>
    public void Forgive(BoundValue.Pointer pointer) => _sizes[pointer.Base] = SizeOf(pointer) with { Proven = decimal.MaxValue };

    /// <summary>Notes that the path enters a block. Where it returns to the same one again and again, what changes is given up.</summary>
    public void Enter(object block)
    {
        const int Patience = 10;
        int count = 1;
        if (_visits.TryGetValue(block, out (int Count, Dictionary<object, BoundValue> Values) last))
        {
            count = last.Count + 1;
            if (count > Patience)
            {
                foreach (object key in _values.Keys
                    .Where(key => !last.Values.TryGetValue(key, out BoundValue? before) || !before.Equals(_values[key])).ToArray())
                {
                    _values.Remove(key);
                    _pending.Remove(key);
                }

                IsCertain = false;
            }
        }

        _visits[block] = (count, new(_values));
    }

    /// <summary>Whether another path to the same place shows whatever this one shows.</summary>
    public bool IsCoveredBy(BoundState other) => _isSilent == other._isSilent && (other.IsCertain || !IsCertain)
        && AreSame(_values, other._values, static (one, another) => one.Equals(another))
        && AreSame(_sizes, other._sizes, static (one, another) => one.Equals(another))
        && AreSame(_pending, other._pending, static (one, another) => one.SequenceEqual(another))
        && AreSame(_facts, other._facts, static (one, another) => one.Equals(another))
        && _suspects.SequenceEqual(other._suspects)
        && _pinned.SetEquals(other._pinned) && other._decided.IsSubsetOf(_decided);

    // Conditions about one number do not make a path doubtful, because it is known which of them are possible together.
    private bool Limit(BoundValue.Test test, bool isTrue, bool isEquality)
    {
        BoundValue.Term number = test.Subject;
        bool isAgain = _facts.TryGetValue(number.Name, out NumberFact? before);
        if ((before ?? NumberFact.Of(number)).After(test, isTrue) is not { } after)
        {
            return false;
        }

        bool isMixed = number.Sources.Overlaps(_decided) || _decided.Contains(Anything)
            || _facts.Any(fact => fact.Key != number.Name && fact.Value.Sources.Overlaps(number.Sources));
        IsCertain &= !isMixed;
        _pinned = isEquality || isAgain || isMixed ? _pinned.Union(number.Sources) : _pinned;
        _facts[number.Name] = after;
        return true;
    }

    private void Decide(ImmutableHashSet<string> sources, bool isEquality)
    {
        IEnumerable<string> again = _decided.Contains(Anything) || (sources.Contains(Anything) && !_decided.IsEmpty) ? sources : sources.Intersect(_decided);
        if (again.Any() || _facts.Values.Any(fact => fact.Sources.Overlaps(sources)) || (sources.Contains(Anything) && _facts.Count > 0))
        {
            IsCertain = false;
        }

        _pinned = _pinned.Union(isEquality ? sources : again);
        _decided = _decided.Union(sources);
    }

    private static bool AreSame<TKey, TValue>(Dictionary<TKey, TValue> one, Dictionary<TKey, TValue> other, Func<TValue, TValue, bool> same)
        where TKey : notnull
        => one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out TValue? value) && same(pair.Value, value));
}
