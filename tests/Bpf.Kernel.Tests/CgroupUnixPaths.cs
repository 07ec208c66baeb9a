using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Connections of a cgroup to one Unix socket that go to another.</summary>
[BpfObject(License = "GPL")]
public static class CgroupUnixPaths
{
    static readonly Text128 Asked;
    static readonly Text128 Given;
    static uint s_redirected;
    static uint s_others;
    static uint s_refused;

    [CgroupSocketAddress(CgroupSocketAddressHook.ConnectUnix)]
    public static bool OnConnect(CgroupSocketAddressContext context)
    {
        Span<byte> path = stackalloc byte[108];
        ReadOnlySpan<byte> asked = Asked;
        int length = context.ReadUnixPath(path);
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != asked[i])
            {
                s_others++;
                return true;
            }
        }

        ReadOnlySpan<byte> given = Given;
        s_refused += length > 0 && context.SetUnixPath(given[..0]) == -22 ? 1U : 0;
        s_redirected += context.SetUnixPath(given[..108]) == 0 ? 1U : 0;
        return true;
    }

    [CgroupSocketAddress(CgroupSocketAddressHook.ConnectUnix)]
    public static bool ToAbstractName(CgroupSocketAddressContext context)
    {
        s_redirected += context.SetUnixPath("\0bpf-redirected"u8) == 0 ? 1U : 0;
        return true;
    }
}
