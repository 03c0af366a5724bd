namespace Maestro.Engine.Model;

/// <summary>Addresses of a network.</summary>
/// <param name="Subnet">Such as <c>10.5.0.0/16</c>.</param>
/// <param name="Gateway">Address of the ship in it; empty to let Docker choose.</param>
/// <param name="Range">The part of the subnet that containers get addresses from; empty for all of it.</param>
public sealed record AddressPool(string Subnet, string Gateway = "", string Range = "");
