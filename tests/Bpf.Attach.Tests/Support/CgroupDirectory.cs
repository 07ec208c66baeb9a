using System.Diagnostics;

namespace Bpf.Attach.Tests.Support;

/// <summary>The directory of a cgroup.</summary>
internal static class CgroupDirectory
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Removes the cgroup. A thread or process that ends stays in its cgroup until the kernel has finished with it (until its last switch
    /// of context in Linux 7.x), which is later than its parent or its process can see; until then the removal fails with EBUSY.
    /// </summary>
    public static void Remove(string path)
    {
        Stopwatch waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Directory.Delete(path);
                return;
            }
            catch (IOException) when (waiting.Elapsed < s_patience)
            {
                Thread.Sleep(10);
            }
        }
    }
}
