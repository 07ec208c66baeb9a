namespace Bpf.Shared;

/// <summary>Structs of the vocabulary that the kernel manages, and supports only in map values, static fields and objects of programs.</summary>
internal static class KernelFields
{
    /// <summary>The lock that collections need.</summary>
    public const string SpinLock = "Bpf.BpfSpinLock";

    private static readonly string[] s_ofMaps = ["Bpf.BpfTimer", "Bpf.BpfWorkQueue"];

    private static readonly string[] s_owning = ["Bpf.BpfList", "Bpf.BpfTree", "Bpf.BpfKptr", "Bpf.BpfUntrustedKptr"];

    private static readonly string[] s_parts = [SpinLock, "Bpf.BpfListNode", "Bpf.BpfTreeNode", "Bpf.BpfReferenceCount"];

    /// <summary>Returns the name of a struct without type arguments.</summary>
    /// <param name="fullName">Its name, in the form of metadata or of C#.</param>
    public static string PlainName(string fullName) => fullName.Split('`', '<')[0];

    /// <summary>Returns what a struct is among the special fields of maps.</summary>
    /// <param name="fullName">Its name.</param>
    public static MapFields InMapsOf(string fullName) => PlainName(fullName) switch
    {
        SpinLock => MapFields.Locks,
        var name when IsOfMap(name) => MapFields.Callbacks,
        var name when CollectionRules.NodeOf(name) is not null => MapFields.Collections,
        var name when Owns(name) => MapFields.Pointers,
        _ => MapFields.None,
    };

    /// <summary>Returns true for a struct that the kernel manages.</summary>
    /// <param name="fullName">Its name.</param>
    public static bool Is(string fullName) => s_parts.Contains(fullName) || IsOfMap(fullName) || Owns(fullName);

    /// <summary>Returns true for a struct that refers to objects; it can also be in a static field, together with its lock.</summary>
    /// <param name="fullName">Its name.</param>
    public static bool Owns(string fullName) => s_owning.Contains(PlainName(fullName));

    /// <summary>Returns true for a struct that the kernel supports only in map values.</summary>
    /// <param name="fullName">Its name.</param>
    public static bool IsOfMap(string fullName) => s_ofMaps.Contains(fullName);
}
