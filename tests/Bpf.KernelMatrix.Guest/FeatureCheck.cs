using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Compares the probed features of the running kernel with the versions that introduced them.</summary>
internal static class FeatureCheck
{
    /// <summary>Features whose answer does not match the version, with the answer; empty if there are none.</summary>
    public static string Run()
    {
        KernelFeatures features = KernelFeatures.For(null);
        List<KernelFeature> all = [.. features.All];
        all.AddRange(Enum.GetValues<ProgramType>().Where(type => type != ProgramType.Unspecified).Select(features.OfProgramType));
        all.AddRange(Enum.GetValues<MapType>().Where(type => type != MapType.Unspecified).Select(features.OfMapType));
        string[] release = File.ReadAllText("/proc/sys/kernel/osrelease").Split('.', '-', '+');
        Version running = new(int.Parse(release[0]), int.Parse(release[1]));
        return string.Join("; ", all.Where(feature => feature.IsSupported != (Version.Parse(feature.Since) <= running)));
    }
}
