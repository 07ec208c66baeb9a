
namespace Bpf.Runtime.Features;

/// <summary>Probes for arrays that user space can map.</summary>
internal static class MappableArrayProbe
{
    public static KernelFeature Run(BpfToken? token)
    {
        Errno error = TrialMap.CreateArray(sizeof(int), MapFlags.MemoryMappable, token, out BpfHandle map);
        map.Dispose();
        return new FeatureQuestion("array_mmap", "5.5").By(error, "creating an array that can be mapped");
    }
}
