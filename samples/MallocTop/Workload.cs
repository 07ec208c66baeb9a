using System.Runtime.InteropServices;

namespace Samples;

/// <summary>What is traced when the user names neither a process nor a command: an allocation loop in this process.</summary>
internal static class Workload
{
    /// <summary>Allocates and frees blocks of 16 bytes to 4 MiB until canceled.</summary>
    public static unsafe void Run(CancellationToken cancellation)
    {
        nuint size = 16;
        while (!cancellation.IsCancellationRequested)
        {
            for (int i = 0; i < 100; i++)
            {
                NativeMemory.Free(NativeMemory.Alloc(size));
            }

            size = size >= 4 << 20 ? 16 : size * 2;
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
        }
    }
}
