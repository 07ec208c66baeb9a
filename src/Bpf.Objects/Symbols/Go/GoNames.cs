namespace Bpf.Objects.Symbols.Go;

/// <summary>Names of Go functions.</summary>
internal static class GoNames
{
    /// <summary>Returns a name as the linkers of Go 1.18 to 1.20 store it in the function table: <c>main.(*List[...]).Put</c>.</summary>
    public static string WithoutTypeArguments(string name)
    {
        int start = name.IndexOf('[');
        int end = name.LastIndexOf(']');
        return start >= 0 && end > start ? $"{name[..start]}[...]{name[(end + 1)..]}" : name;
    }
}
