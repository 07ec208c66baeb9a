// mistake: the registers have other values when the function returns
// calls: strtol(text, 0, 10)
// shows: s_matched is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Both
{
    static int s_matched;
    static long s_entry;

    [UprobeSession("libc:strtol")]
    public static int OnCall(UprobeSessionContext context, long value)
    {
        if (!context.IsReturn)
            s_entry = value;
        else if (value == s_entry) //!!
            s_matched++;
        return 0;
    }
}
