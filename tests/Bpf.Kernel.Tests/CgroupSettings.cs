using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Socket options, sysctls and devices of a cgroup.</summary>
[BpfObject(License = "GPL")]
public static class CgroupSettings
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int ReceiveTimeout = 20; // SO_RCVTIMEO
    private const int NoSuchOption = 9999;

    static uint s_set;
    static uint s_got;
    static uint s_accesses;
    static uint s_strange;
    static long s_seconds;
    static bool s_changes;
    static bool s_refuses;
    static bool s_handles;

    [CgroupSocketOption(CgroupSocketOptionHook.Set)]
    public static bool OnSet(CgroupSocketOptionContext context)
    {
        if (context.Level != SocketLevel || context.Name != ReceiveTimeout || !context.TryGetValue(out BpfRef<long> seconds))
        {
            s_strange++;
            return true;
        }

        s_set++;
        s_strange += seconds.Value == 1 && context.Length == 16 ? 0U : 1;
        if (s_changes)
        {
            seconds.Value = 5;
        }

        if (s_handles)
        {
            context.Name = NoSuchOption;
            context.Length = -1;
        }

        return !s_refuses;
    }

    [CgroupSocketOption(CgroupSocketOptionHook.Get)]
    public static bool OnGet(CgroupSocketOptionContext context)
    {
        if (context.Name != ReceiveTimeout || !context.TryGetValue(out BpfRef<long> seconds))
        {
            s_strange++;
            return true;
        }

        s_got++;
        s_seconds = seconds.Value;
        s_strange += context.ReturnValue == 0 && context.Length == 16 ? 0U : 1;
        return !s_refuses;
    }

    [CgroupSysctl]
    public static bool OnRead(CgroupSysctlContext context)
    {
        Span<byte> text = stackalloc byte[32];
        s_accesses++;
        bool isExpected = !context.IsWrite && context.Position == 0
            && context.ReadPath(text) == 13 && text[0] == 'k' && text[6] == '/'
            && context.ReadName(text) == 6 && text[0] == 'o'
            && context.ReadCurrentValue(text) == 6 && text[0] == 'L' && text[5] == '\n'
            && context.ReadNewValue(text) == -22;
        s_strange += isExpected ? 0U : 1;
        return !s_refuses;
    }

    [CgroupSysctl]
    public static bool OnWrite(CgroupSysctlContext context)
    {
        if (!context.IsWrite)
        {
            return true;
        }

        Span<byte> text = stackalloc byte[32];
        s_accesses++;
        s_strange += context.ReadNewValue(text) == 5 && text[0] == 'f' ? 0U : 1;
        return context.WriteNewValue("second"u8) == 0;
    }

    [CgroupDevice]
    public static bool OnOpen(CgroupDeviceContext context)
    {
        if (context.Major != 1 || context.Minor != 3)
        {
            return true;
        }

        s_accesses++;
        s_strange += context.Type == CgroupDeviceType.Character && context.Access == CgroupDeviceAccess.Read ? 0U : 1;
        return !s_refuses;
    }
}
