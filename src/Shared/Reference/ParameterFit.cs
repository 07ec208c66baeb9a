namespace Bpf.Shared;

/// <summary>How well the declared type of a parameter fits the kernel's.</summary>
internal enum ParameterFit
{
    /// <summary>It reads the value.</summary>
    Fits,

    /// <summary>It reads the value, but signed numbers as unsigned ones, or the reverse.</summary>
    OtherSign,

    /// <summary>It reads something else.</summary>
    Differs,
}
