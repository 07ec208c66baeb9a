namespace Bpf.Verify.Guest.Protocol;

/// <summary>Where things are in the virtual machine.</summary>
internal static class GuestFiles
{
    /// <summary>Folder of the objects, which are loaded in the order of their names.</summary>
    public const string Objects = "/objects";

    /// <summary>Programs not to load, one per line: name of the file in <see cref="Objects"/>, a space, name of the program.</summary>
    public const string Skipped = "/skipped";

    /// <summary>Configuration of the kernel, if it is known.</summary>
    public const string KernelConfiguration = "/kernel-config";
}
