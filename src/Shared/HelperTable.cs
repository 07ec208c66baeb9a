namespace Bpf.Shared;

/// <summary>All kernel helpers: what compiler and analyzers check a call against.</summary>
internal static partial class HelperTable
{
    private static readonly Dictionary<int, HelperInfo> s_byId;

    // Not a field initializer: the rows are in another part, and the order between parts is undefined.
    static HelperTable() => s_byId = Index();

    /// <summary>The helper with a number, or null.</summary>
    public static HelperInfo? Find(int id) => s_byId.TryGetValue(id, out HelperInfo? helper) ? helper : null;

    private static Dictionary<int, HelperInfo> Index()
    {
        Dictionary<int, HelperInfo> index = [];
        foreach (HelperInfo helper in s_rows)
        {
            index.Add(helper.Id, helper);
        }

        return index;
    }
}
