namespace Bpf.Shared;

/// <summary>All kernel helpers: what compiler and analyzers check a call against.</summary>
internal static partial class HelperTable
{
    private static readonly Dictionary<int, HelperInfo> s_byId = [];
    private static readonly Dictionary<string, HelperInfo> s_byName = [];

    // might_sleep of struct bpf_func_proto, include/linux/bpf.h
    private static readonly HashSet<string> s_sleeping = ["bpf_copy_from_user", "bpf_copy_from_user_task", "bpf_ima_inode_hash", "bpf_ima_file_hash"];

    // Not field initializers: the rows are in another part, and the order between parts is undefined.
    static HelperTable()
    {
        foreach (HelperInfo helper in s_rows)
        {
            s_byId.Add(helper.Id, helper);
            s_byName.Add(helper.Name, helper);
        }
    }

    /// <summary>The helper with a number, or null.</summary>
    public static HelperInfo? Find(int id) => s_byId.TryGetValue(id, out HelperInfo? helper) ? helper : null;

    /// <summary>Returns true for a helper that may sleep, which only sleepable programs may call.</summary>
    public static bool MaySleep(HelperInfo helper) => s_sleeping.Contains(helper.Name);

    /// <summary>The helper with a kernel name, or null.</summary>
    public static HelperInfo? Find(string name) => s_byName.TryGetValue(name, out HelperInfo? helper) ? helper : null;
}
