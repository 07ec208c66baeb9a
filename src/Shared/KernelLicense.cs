namespace Bpf.Shared;

/// <summary>License strings as interpreted by the kernel.</summary>
internal static class KernelLicense
{
    // license_is_gpl_compatible, include/linux/license.h
    private static readonly string[] s_gplCompatible = ["GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"];

    /// <summary>Returns true when programs under a license may call GPL-only helpers.</summary>
    /// <param name="license">License string of the object.</param>
    /// <returns>Whether the kernel considers it GPL-compatible.</returns>
    public static bool IsGplCompatible(string license) => Array.IndexOf(s_gplCompatible, license) >= 0;
}
