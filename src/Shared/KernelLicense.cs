namespace Bpf.Shared;

/// <summary>Licence strings as the kernel reads them.</summary>
internal static class KernelLicense
{
    // license_is_gpl_compatible, include/linux/license.h
    private static readonly string[] s_gplCompatible = ["GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"];

    /// <summary>True when programs under the licence may call helpers that are GPL-only.</summary>
    /// <param name="license">Licence string of the object.</param>
    /// <returns>Whether the kernel takes it for GPL-compatible.</returns>
    public static bool IsGplCompatible(string license) => Array.IndexOf(s_gplCompatible, license) >= 0;
}
