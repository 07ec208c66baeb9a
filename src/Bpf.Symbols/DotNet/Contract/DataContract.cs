using System.Collections.Frozen;

namespace Bpf.Symbols.DotNet.Contract;

/// <summary>
/// What a build of the runtime says about its own structures: the offsets of fields, the values of globals, and the versions of the algorithms that read
/// them. The same for every process that runs the build.
/// </summary>
internal sealed class DataContract
{
    /// <summary>Name of the pseudo field that holds the size of a type.</summary>
    public const string Size = "!";

    private readonly FrozenDictionary<(string Type, string Field), int> _fields;
    private readonly FrozenDictionary<string, ContractGlobal> _globals;
    private readonly FrozenDictionary<string, int> _versions;

    public DataContract(IReadOnlyDictionary<(string Type, string Field), int> fields, IReadOnlyDictionary<string, ContractGlobal> globals,
        IReadOnlyDictionary<string, int> versions)
    {
        _fields = fields.ToFrozenDictionary();
        _globals = globals.ToFrozenDictionary();
        _versions = versions.ToFrozenDictionary();
    }

    /// <summary>A contract that says nothing, as that of runtimes that have none.</summary>
    public static DataContract Empty { get; } = new(new Dictionary<(string, string), int>(), new Dictionary<string, ContractGlobal>(),
        new Dictionary<string, int>());

    /// <summary>Number of fields.</summary>
    public int FieldCount => _fields.Count;

    /// <summary>Returns the offset of a field; null when the contract does not have it.</summary>
    public int? Offset(string type, string field) => _fields.TryGetValue((type, field), out int offset) ? offset : null;

    /// <summary>Returns a global; null when the contract does not have it.</summary>
    public ContractGlobal? Global(string name) => _globals.TryGetValue(name, out ContractGlobal global) ? global : null;

    /// <summary>Returns the version of an algorithm; null when the contract does not have it, 0 when its version is not a number.</summary>
    public int? Version(string algorithm) => _versions.TryGetValue(algorithm, out int version) ? version : null;

    /// <summary>Adds what a table says where this contract says nothing.</summary>
    public DataContract CompletedBy(DataContract table)
    {
        Dictionary<(string, string), int> fields = new(_fields);
        Dictionary<string, ContractGlobal> globals = new(_globals);
        Dictionary<string, int> versions = new(_versions);
        Complete(fields, table._fields);
        Complete(globals, table._globals);
        Complete(versions, table._versions);
        return new DataContract(fields, globals, versions);
    }

    private static void Complete<TKey, TValue>(Dictionary<TKey, TValue> own, IEnumerable<KeyValuePair<TKey, TValue>> others)
        where TKey : notnull
    {
        foreach ((TKey key, TValue value) in others)
        {
            own.TryAdd(key, value);
        }
    }
}
